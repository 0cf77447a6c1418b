"""Tokenizers trained on corpus.txt by Hugging Face's `tokenizers`, and the ids they give:
bpe.json, bpe-strings.json, wordpiece.json, sentencepiece.json, ids.json in ../resources/golden."""
import json
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

here = Path(__file__).parent
golden = here.parent / "resources" / "golden"
corpus = (here / "corpus.txt").read_text("utf-8")
texts = [
    "", " ", "El niño comió.", " el niño", "¿Qué?  ¡Mañana!\n\n\tEl año 2026 ", "tres tristes trenes",
    "She's sure they'll've gone; I'M not.", "emoji 🚀 👩‍🔬 🇪🇸", "cafe\u0301 café CAFÉ", "日本語 and 中文 text",
    "a\x00b\x07c\u200bd\ufeffe\u00ade", "nbsp\u00a0here\u2003em\u3000wide\u0085next\u2028line", "x" * 130,
    "<eos>antes<eos> después<pad>", "[CLS] el [SEP]niño[MASK]", "ΟΔΥΣΣΕΥΣ İstanbul ﬁn Straße", "\U0010ffff\ue000",
    "1.250,5 + 3² = ½", "don't don’t «sí» “no” …—–", "a_b @user #tag $5 ^ ` ~ | <x>", "ñ" * 40, "\u0378unassigned",
]


def save(tokenizer, name):
    tokenizer.save(str(golden / name), pretty=False)
    return [{"text": t, "ids": tokenizer.encode(t, add_special_tokens=False).ids,
             "model": tokenizer.encode(t).ids,
             "decoded": tokenizer.decode(tokenizer.encode(t, add_special_tokens=False).ids, skip_special_tokens=False)}
            for t in texts]


def byte_level(prefix_space):
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=prefix_space)
    t.decoder = decoders.ByteLevel()
    t.train_from_iterator([corpus], trainers.BpeTrainer(
        vocab_size=400, min_frequency=2, special_tokens=["<pad>", "<eos>"], show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return t


result = {"bpe": save(byte_level(False), "bpe.json")}

# With a space in front, tokens around a text, a token added later, and merges as old files have them.
t = byte_level(True)
t.add_special_tokens(["<|fin|>"])
t.post_processor = processors.TemplateProcessing(
    single="<eos> $A <eos> <|fin|>", special_tokens=[("<eos>", 1), ("<|fin|>", 400)])
save(t, "bpe-strings.json")
file = golden / "bpe-strings.json"
content = json.loads(file.read_text("utf-8"))
content["model"]["merges"] = [" ".join(pair) for pair in content["model"]["merges"]]
file.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
result["bpe-strings"] = save(Tokenizer.from_file(str(file)), "bpe-strings.json")
file.write_text(json.dumps(content, ensure_ascii=False), "utf-8")

for name, lower in (("wordpiece", True), ("wordpiece-cased", False)):
    t = Tokenizer(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=100))
    t.normalizer = normalizers.BertNormalizer(lowercase=lower)
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    t.decoder = decoders.WordPiece()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    t.train_from_iterator([corpus], trainers.WordPieceTrainer(
        vocab_size=220, min_frequency=2, special_tokens=special, show_progress=False))
    t.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    result[name] = save(t, name + ".json")



# As LLaMA's: characters, with bytes for what the vocabulary lacks. One with two normalizers for spaces, one with Metaspace.
def sentence_piece(normalizer, cut, strip):
    trained = Tokenizer(models.BPE())
    trained.normalizer = normalizers.Replace(" ", "▁")
    trained.train_from_iterator([corpus], trainers.BpeTrainer(vocab_size=180, min_frequency=2, show_progress=False))
    learnt = json.loads(trained.to_str())["model"]
    tokens = ["<unk>", "<s>", "</s>"] + [f"<0x{b:02X}>" for b in range(256)]
    tokens += sorted(learnt["vocab"], key=learnt["vocab"].get)
    t = Tokenizer(models.BPE({token: i for i, token in enumerate(tokens)}, [tuple(m) for m in learnt["merges"]],
                             byte_fallback=True, fuse_unk=True, unk_token="<unk>"))
    if normalizer:
        t.normalizer = normalizer
    if cut:
        t.pre_tokenizer = cut
    parts = [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    t.decoder = decoders.Sequence(parts + ([decoders.Strip(" ", 1, 0)] if strip else []))
    t.add_special_tokens(tokens[:3])
    t.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 1)])
    return t


prepend = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
texts += ["antes</s>después </s> fin", " <s> el", "  dos  espacios  ", "<0x41> ▁"]
result["sentencepiece"] = save(sentence_piece(prepend, None, True), "sentencepiece.json")
for scheme in ("always", "first", "never"):
    cut = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme=scheme, split=False)
    result["metaspace-" + scheme] = save(sentence_piece(None, cut, scheme != "never"), "metaspace-" + scheme + ".json")

(golden / "ids.json").write_text(json.dumps(result, indent=0), "utf-8")
