// What the terminal's own script leaves open: where the socket is, what may be opened, and what a closed one means.
"use strict";
(() => {
  const AGAIN = 5000;
  const LEFT = 4000;
  const FULL = 4001;
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const allowed = new Set();
  const open = window.open.bind(window);

  // Words of a document that look like an address are no links: only what the board itself opens is opened.
  window.open = (address) => {
    if (allowed.delete(String(address))) open(address, "_blank", "noopener,noreferrer");
    return null;
  };

  function tell(event) {
    const again = event.code !== LEFT;
    const full = event.code === FULL;
    document.querySelector("#told p").textContent =
      full ? "All seats at this board are taken. It is tried again every few seconds."
      : again ? "The connection to the board is lost. It is tried again every few seconds."
      : "The board was left.";
    if (again) setTimeout(retry, AGAIN);
  }

  async function retry() {
    try {
      if ((await fetch(location.href, {cache: "no-store"})).ok) return location.reload();
    } catch { /* not there yet */ }
    setTimeout(retry, AGAIN);
  }

  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("close", tell);
      this.addEventListener("message", (event) => {
        if (typeof event.data !== "string") return;
        const [kind, what] = JSON.parse(event.data);
        if (kind === "open_url") allowed.add(what.url);
      });
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    const terminal = document.querySelector("#terminal");
    terminal.dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws`;
    document.querySelector("#told button").addEventListener("click", () => location.reload());
    new MutationObserver(() => {
      if (document.body.classList.contains("-first-byte")) terminal.querySelector("textarea")?.focus();
    }).observe(document.body, {attributes: true, attributeFilter: ["class"]});
    for (const style of ["normal", "italic"]) document.fonts.load(`${style} 16px "Roboto Mono"`);
  });
})();
