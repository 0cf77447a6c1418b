"""Small models with random weights, saved by Hugging Face's `transformers` as it publishes models, and the numbers that
it computes with them: folders/*, numbers.json in ../resources/golden. Of more than a hundred logits a token, those of the
last token are kept.

Written with transformers 5.18.0, tokenizers 0.23.2, torch 2.13.0."""
import json
import shutil
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import (
    BertConfig, BertForMaskedLM, BertForSequenceClassification, BertModel, DistilBertConfig, DistilBertForMaskedLM,
    DistilBertForSequenceClassification, GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM, MistralConfig, MistralForCausalLM, RobertaConfig, RobertaForMaskedLM,
    RobertaForSequenceClassification)

golden = Path(__file__).parent.parent / "resources" / "golden"
folders = golden / "folders"
shutil.rmtree(folders, ignore_errors=True)
folders.mkdir(parents=True)
texts = ["the cat sat on the mat", "a dog", "", "stocks fell, again and again and again!"]
numbers = {"texts": texts}

pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "cat", "sat", "on", "mat", "a", "dog", "##s", "stock", "fell",
          ",", "!", "again", "and", "c", "##at"]


def word_piece(folder):
    t = Tokenizer(models.WordPiece({p: i for i, p in enumerate(pieces)}, unk_token="[UNK]"))
    t.normalizer = normalizers.BertNormalizer(lowercase=True)
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    t.decoder = decoders.WordPiece()
    t.add_special_tokens(pieces[:5])
    t.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    t.save(str(folder / "tokenizer.json"))
    return t


def byte_level(folder, special, frame):
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    t = Tokenizer(models.BPE({p: i for i, p in enumerate(special + letters)}, []))
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    t.decoder = decoders.ByteLevel()
    t.add_special_tokens(special)
    if frame:
        t.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    t.save(str(folder / "tokenizer.json"))
    return t


def save(name, model, tokenizer, **how):
    torch.manual_seed(1)
    for p in model.parameters():
        torch.nn.init.normal_(p, 0.1 if p.dim() == 1 else 0.0, 0.3)
    model.tie_weights()
    model.eval()
    model.save_pretrained(folders / name, **how)
    (folders / name / "generation_config.json").unlink(missing_ok=True)
    t = tokenizer(folders / name)
    answers = []
    for text in texts:
        ids = t.encode(text).ids or [0]
        with torch.no_grad():
            out = model(torch.tensor([ids]))
        made = (out.logits if hasattr(out, "logits") else out.last_hidden_state)[0]
        made = made[-1] if made.shape[-1] > 100 else made
        answers.append({"ids": ids, "values": [round(v, 6) for v in made.flatten().tolist()]})
    numbers[name] = answers


small = dict(hidden_size=12, num_hidden_layers=2, num_attention_heads=3, intermediate_size=20)
bert = BertConfig(vocab_size=len(pieces), max_position_embeddings=24, **small)
save("bert", BertModel(bert), word_piece)
save("bert-words", BertForMaskedLM(bert), word_piece, max_shard_size="5KB")
save("bert-classes", BertForSequenceClassification(BertConfig(
    vocab_size=len(pieces), max_position_embeddings=24, hidden_act="relu", id2label={0: "bad", 1: "good", 2: "neither"},
    label2id={"bad": 0, "good": 1, "neither": 2}, **small)), word_piece)

three = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
roberta = dict(vocab_size=261, max_position_embeddings=60, type_vocab_size=1, layer_norm_eps=1e-5, **small)
save("roberta-words", RobertaForMaskedLM(RobertaConfig(**roberta)), lambda f: byte_level(f, three, True))
save("roberta-classes", RobertaForSequenceClassification(RobertaConfig(
    problem_type="multi_label_classification", num_labels=2, **roberta)), lambda f: byte_level(f, three, True))

distilled = dict(vocab_size=len(pieces), max_position_embeddings=24, dim=12, n_layers=1, n_heads=2, hidden_dim=18)
save("distilbert-words", DistilBertForMaskedLM(DistilBertConfig(**distilled)), word_piece)
save("distilbert-classes", DistilBertForSequenceClassification(DistilBertConfig(**distilled)), word_piece)

save("gpt2", GPT2LMHeadModel(GPT2Config(
    vocab_size=257, n_positions=48, n_embd=12, n_layer=2, n_head=3, bos_token_id=0, eos_token_id=0)),
    lambda f: byte_level(f, ["<|endoftext|>"], False))



def sentence_piece(folder):
    tokens = ["<unk>", "<s>", "</s>"] + [f"<0x{b:02X}>" for b in range(256)] + list("▁abcdefghijklmnopqrstuvwxyz")
    tokens += ["th", "the", "▁the", "▁a", "at"]
    merges = [("t", "h"), ("th", "e"), ("▁", "the"), ("▁", "a"), ("a", "t")]
    t = Tokenizer(models.BPE({p: i for i, p in enumerate(tokens)}, merges, byte_fallback=True, unk_token="<unk>"))
    t.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    t.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
                                   decoders.Strip(" ", 1, 0)])
    t.add_special_tokens(tokens[:3])
    t.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 1)])
    t.save(str(folder / "tokenizer.json"))
    return t


llama = dict(vocab_size=291, max_position_embeddings=64, hidden_size=24, num_hidden_layers=2, intermediate_size=20)
save("llama", LlamaForCausalLM(LlamaConfig(num_attention_heads=6, num_key_value_heads=2, rms_norm_eps=1e-5, **llama)),
     sentence_piece)
save("llama-tied", LlamaForCausalLM(LlamaConfig(
    num_attention_heads=3, head_dim=4, rope_theta=500.0, tie_word_embeddings=True, **llama)), sentence_piece)
save("mistral", MistralForCausalLM(MistralConfig(
    num_attention_heads=4, num_key_value_heads=1, sliding_window=None, **llama)), sentence_piece)

(golden / "numbers.json").write_text(json.dumps(numbers), "utf-8")
