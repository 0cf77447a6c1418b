"""Metrics from scikit-learn, on scores with ties: metrics.safetensors."""
import numpy as np
import torch
from sklearn import metrics as m

from common import save

rng = np.random.default_rng(3)
scores = np.round(rng.normal(size=61), 1)
hits = (rng.random(61) < 1 / (1 + np.exp(-scores))).astype(np.int32)
logits = np.round(rng.normal(size=(83, 4)), 2)
ids = rng.integers(0, 4, 83).astype(np.int32)
predicted = logits.argmax(1)
y, t = rng.normal(size=47), rng.normal(size=47) + 5
tensors = {
    "scores": scores, "hits": hits, "logits": logits, "ids": ids, "y": y, "t": t,
    "roc_auc": m.roc_auc_score(hits, scores),
    "average_precision": m.average_precision_score(hits, scores),
    "accuracy": m.accuracy_score(ids, predicted),
    "top2": m.top_k_accuracy_score(ids, logits, k=2),
    "confusion": m.confusion_matrix(ids, predicted).astype(np.int32),
    "mse": m.mean_squared_error(t, y), "rmse": m.root_mean_squared_error(t, y),
    "mae": m.mean_absolute_error(t, y), "r2": m.r2_score(t, y),
    "perplexity": float(torch.nn.functional.cross_entropy(torch.tensor(logits), torch.tensor(ids).long()).exp()),
    "log_loss": m.log_loss(ids, np.exp(logits) / np.exp(logits).sum(1, keepdims=True)),
}
for average in ("macro", "micro"):
    tensors[f"precision_{average}"] = m.precision_score(ids, predicted, average=average, zero_division=0)
    tensors[f"recall_{average}"] = m.recall_score(ids, predicted, average=average, zero_division=0)
    tensors[f"f1_{average}"] = m.f1_score(ids, predicted, average=average, zero_division=0)
p = torch.softmax(torch.tensor(logits), 1)
confidence, right = p.max(1).values.numpy(), predicted == ids
edges = np.linspace(0, 1, 16)
tensors["calibration"] = sum(
    abs(right[inside].mean() - confidence[inside].mean()) * inside.mean()
    for low, high in zip(edges, edges[1:]) if (inside := (confidence > low) & (confidence <= high)).any())
save("metrics", {key: torch.as_tensor(np.asarray(value)) for key, value in tensors.items()})
