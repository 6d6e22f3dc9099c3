"""The script of each shell: it hands the line up to the cursor over and puts in what comes back.

The first line that comes back says whether paths are wanted too: `words`, `files` or `folders`.
"""

from __future__ import annotations

BASH = r"""# bash completion for wirewatch
_wirewatch() {
    local line kind='' current="${COMP_WORDS[COMP_CWORD]}"
    COMPREPLY=()
    while IFS= read -r line; do
        if [ -z "$kind" ]; then kind="$line"; else COMPREPLY+=("$line"); fi
    done < <("${COMP_WORDS[0]}" complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
    case "$kind" in
        files | folders)
            compopt -o filenames +o nospace 2>/dev/null
            local how='-f'
            [ "$kind" = folders ] && how='-d'
            while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "$how" -- "$current")
            ;;
    esac
}
complete -o nospace -F _wirewatch wirewatch
"""

ZSH = r"""#compdef wirewatch
_wirewatch() {
    local -a lines texts shown begun begun_shown
    local line text
    lines=("${(@f)$("$words[1]" complete zsh "$LBUFFER" 2>/dev/null)}")
    for line in "${(@)lines[2,-1]}"; do
        text="${line%%$'\t'*}"
        line="${line#*$'\t'}"
        [[ -n "$text" ]] || continue
        if [[ "$line" = done* ]]; then
            texts+=("$text")
            shown+=("$text  ${line#*$'\t'}")
        else
            begun+=("$text")
            begun_shown+=("$text  ${line#*$'\t'}")
        fi
    done
    (( $#texts )) && compadd -U -V wirewatch -l -d shown -a texts
    (( $#begun )) && compadd -U -S '' -V wirewatch -l -d begun_shown -a begun
    case "$lines[1]" in
        files) _files ;;
        folders) _files -/ ;;
    esac
}
if [[ "$funcstack[1]" = _wirewatch ]]; then _wirewatch "$@"; else compdef _wirewatch wirewatch; fi
"""

FISH = r"""# fish completion for wirewatch
function __wirewatch_complete
    set -l words (commandline -opc)
    set -l lines ($words[1] complete fish (commandline -cp | string collect) 2>/dev/null)
    for line in $lines[2..-1]
        echo $line
    end
    switch "$lines[1]"
        case files
            __fish_complete_path (commandline -ct)
        case folders
            __fish_complete_directories (commandline -ct)
    end
end
complete -c wirewatch -f -a '(__wirewatch_complete)'
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}
