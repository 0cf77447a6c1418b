"""Costs, losses and gradients: losses.safetensors. Run with PyTorch 2.13."""
import torch
from torch.nn import functional as F

from common import randn, save

tensors = {}


def record(case, loss, inputs, reduction="mean", differentiate=1):
    leaves = [x.clone().requires_grad_(i < differentiate) for i, x in enumerate(inputs)]
    cost = loss(*leaves, reduction=reduction)
    cost.backward()
    tensors[f"{case}/cost"] = cost
    if reduction == "mean":
        tensors[f"{case}/each"] = loss(*leaves, reduction="none")
    for i, x in enumerate(leaves):
        tensors[f"{case}/in/{i}"] = x if x.is_floating_point() else x.int()
        if i < differentiate:
            tensors[f"{case}/grad/{i}"] = x.grad


torch.manual_seed(7)
x, t = randn(7, 3), randn(7, 3)
record("mse", F.mse_loss, [x, t])
record("mae", F.l1_loss, [x, t])
record("huber", F.huber_loss, [x * 2, t])
record("huber_delta", lambda *a, **k: F.huber_loss(*a, delta=0.3, **k), [x, t])
binary = torch.randint(0, 2, (7, 3)).double()
record("bce", F.binary_cross_entropy_with_logits, [x * 5, binary])
record("bce_weighted", lambda *a, **k: F.binary_cross_entropy_with_logits(*a, pos_weight=torch.tensor(2.5).double(), **k), [x, binary])
logits, ids = randn(9, 5), torch.tensor([0, 4, 2, 2, 1, 3, 0, 4, 1])
some = ids.clone()
some[2] = some[7] = -100
weights = torch.tensor([0.5, 2.0, 1.0, 0.25, 3.0]).double()
record("ce", F.cross_entropy, [logits, ids])
record("ce_ignored", F.cross_entropy, [logits, some])
record("ce_smooth", lambda *a, **k: F.cross_entropy(*a, label_smoothing=0.1, **k), [logits, some])
record("ce_weighted", lambda *a, **k: F.cross_entropy(*a, weight=weights, **k), [logits, some])
record("ce_all", lambda *a, **k: F.cross_entropy(*a, weight=weights, label_smoothing=0.2, **k), [logits, some])
record("ce_images", F.cross_entropy, [randn(2, 5, 3, 2), torch.randint(0, 5, (2, 3, 2))])
probabilities = torch.softmax(randn(9, 5), 1)
record("ce_probabilities", F.cross_entropy, [logits, probabilities])
record("ce_probabilities_all", lambda *a, **k: F.cross_entropy(*a, weight=weights, label_smoothing=0.2, **k), [logits, probabilities])
record("nll", F.nll_loss, [torch.log_softmax(logits, 1).detach(), some])
record("kl", F.kl_div, [torch.log_softmax(logits, 1).detach(), probabilities], reduction="batchmean")
signs = torch.where(torch.rand(7, 3) < 0.5, -1.0, 1.0).double()
hinge = lambda p, y, reduction: getattr((1 - p * y).clamp(min=0), "mean")() if reduction == "mean" else (1 - p * y).clamp(min=0)
record("hinge", hinge, [x, signs])
record("cosine", lambda *a, **k: F.cosine_embedding_loss(*a, margin=0.2, **k), [randn(7, 5), randn(7, 5), signs[:, 0]], differentiate=2)
record("triplet", F.triplet_margin_loss, [randn(6, 5), randn(6, 5), randn(6, 5)], differentiate=3)
# Written from the papers' formulas, pair by pair: nothing here is a matrix.
people = torch.tensor([3, 1, 3, 0, 1, 3, 2])


def contrastive(x, ids, reduction, temperature=0.1):
    z = F.normalize(x, dim=1)
    losses = []
    for i in range(len(ids)):
        others = [j for j in range(len(ids)) if j != i]
        same = [j for j in others if ids[j] == ids[i]]
        all_of_them = torch.logsumexp(torch.stack([z[i] @ z[j] / temperature for j in others]), 0)
        each = [all_of_them - z[i] @ z[j] / temperature for j in same]
        losses.append(sum(each) / len(each) if each else 0 * x[i].sum())
    losses = torch.stack(losses)
    return losses.mean() if reduction == "mean" else losses


def hard_triplet(x, ids, reduction, margin=0.5):
    losses = []
    for i in range(len(ids)):
        same = [(x[i] - x[j]).norm() for j in range(len(ids)) if j != i and ids[j] == ids[i]]
        other = [(x[i] - x[j]).norm() for j in range(len(ids)) if ids[j] != ids[i]]
        losses.append((margin + max(same) - min(other)).clamp(min=0) if same else 0 * x[i].sum())
    losses = torch.stack(losses)
    return losses.mean() if reduction == "mean" else losses


record("contrastive", contrastive, [randn(7, 4), people])
record("hard_triplet", hard_triplet, [randn(7, 4), people])
save("losses", tensors)
