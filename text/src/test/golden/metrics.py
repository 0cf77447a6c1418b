"""BLEU and chrF by SacreBLEU with its default settings: metrics.json in ../resources/golden."""
import json
from pathlib import Path

import sacrebleu
from sacrebleu.metrics import BLEU, CHRF

cases = {
    "translation": (
        ["El gato se sentó en la alfombra.", "La niña pequeña comió 1.250,5 gramos de pan - ¡qué bien!",
         "No sé qué decir, la verdad.", "hola"],
        [["El gato estaba sentado en la alfombra.", "La niña comió 1.250,5 gramos de pan: ¡qué bien!",
          "No sé qué decir: es la verdad.", "Hola."]]),
    "two references": (
        ["the cat sat on the mat", "there is a cat on the mat , isn't there ?", "a b c"],
        [["the cat is on the mat", "a cat is on the mat, isn't it?", "a b d e"],
         ["there is a cat on the mat", "There's a cat on the mat", "c b a"]]),
    "short": (["the the the the"], [["the cat"]]),
    "brief": (["El cielo es"], [["El cielo es azul y la tierra es roja, dijo el niño del pueblo."]]),
    "nothing": (["uno dos"], [["three four five"]]),
    "no quadruple": (["uno dos tres cuatro cinco"], [["uno dos tres otra cosa"]]),
    "fewer than four words": (["uno dos tres"], [["uno dos tres"]]),
    "signs": (
        ["He said: &quot;5-6 &amp; 7.5%, at http://x.org/a_b (c) [d] {e}&lt;f&gt;&quot; <skipped>semi-\nfinal", "«¿Sí?» —dijo… £3,50/kg"],
        [["He said: \"5-6 & 7.5 %, at http://x.org/a_b (c) [d] {e}<f>\" semifinal", "«¿Sí?», dijo… 3,50 £/kg"]]),
    "empty": (["", "uno dos tres cuatro"], [["algo", "uno dos tres cuatro"]]),
    "spaces": (["a  b\tc d\u00a0e f"], [["a b c d e f"]]),
    "equal": (["La lluvia en Sevilla es una maravilla 🚀."], [["La lluvia en Sevilla es una maravilla 🚀."]]),
}
result = {"sacrebleu": sacrebleu.__version__}
for name, (texts, references) in cases.items():
    bleu, chrf = BLEU(), CHRF()
    b = bleu.corpus_score(texts, references)
    result[name] = {
        "texts": texts, "references": [list(r) for r in zip(*references)],
        "bleu": b.score, "precisions": b.precisions, "penalty": b.bp, "length": b.sys_len, "reference_length": b.ref_len,
        "chrf": chrf.corpus_score(texts, references).score}
file = Path(__file__).parent.parent / "resources" / "golden" / "metrics.json"
file.write_text(json.dumps(result, ensure_ascii=False, indent=1), "utf-8")
