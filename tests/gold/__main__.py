"""The gold documents' figures, layer by layer; with names, what is wrong in those documents.

python -m tests.gold [--faults] [--settle] [NAME ...]

`--faults` shows what is wrong in every document; `--settle` takes the OPEN lines out that are mended and prints a line
for each fault that nobody has named, to be judged and copied into its document.
"""

from __future__ import annotations

import sys

from platformdirs import user_cache_path

from tests.gold import show
from tests.gold.compare import compare
from tests.gold.documents import HERE, golds, tagged
from tests.gold.form import LAYERS, Layer
from tests.gold.settling import settle
from watchers.analysis.lexicon.compile import ensure
from watchers.analysis.tagger import Tagger


def main(arguments: list[str]) -> None:
    """Prints; nothing is kept."""
    names = {a for a in arguments if not a.startswith("-")}
    chosen = [g for g in golds() if not names or g.name in names]
    counts: dict[Layer, list[int]] = {layer: [0, 0, 0, 0] for layer in LAYERS}
    failing = 0
    with Tagger.open(ensure(user_cache_path("wirewatch"), lambda step, done, total: None)) as tagger:
        for gold in chosen:
            results = compare(gold, tagged(tagger, gold))
            for layer, result in results.items():
                numbers = (len(result.right), *map(result.count, ("wrong", "missing", "surplus")))
                counts[layer] = [a + b for a, b in zip(counts[layer], numbers, strict=True)]
            failing += any(r.faults for r in results.values())
            if "--settle" in arguments:
                for line in settle(HERE / f"{gold.name}.txt", gold, results):
                    print(f"{gold.name}: {line}")
            elif (names or "--faults" in arguments) and any(r.faults for r in results.values()):
                print(show.page(gold, results))
    print(f"{len(chosen) - failing} of {len(chosen)} documents right\n")
    print(f"{'':14}{'right':>7}{'wrong':>7}{'missing':>9}{'surplus':>9}{'precision':>11}{'recall':>8}{'F1':>7}")
    for layer in LAYERS:
        right, wrong, missing, surplus = counts[layer]
        precision = right / max(1, right + wrong + surplus)
        recall = right / max(1, right + wrong + missing)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"{layer.lower():14}{right:7}{wrong:7}{missing:9}{surplus:9}{precision:11.1%}{recall:8.1%}{f1:7.1%}",
        )


if __name__ == "__main__":
    main(sys.argv[1:])
