"""The costs of ten steps of plain gradient descent, and the first state: traces.safetensors. Run with PyTorch 2.13."""
import torch
from torch import nn

from common import randn, save

tensors = {}


def trace(case, model, x, target, rate, forward=None):
    model = model.float().double().train()
    for key, value in model.state_dict().items():
        tensors[f"{case}/param/{key}"] = value.clone()
    costs = []
    for _ in range(10):
        logits = (forward or (lambda m, x: m(x)))(model, x)
        cost = nn.functional.cross_entropy(logits, target)
        model.zero_grad()
        cost.backward()
        with torch.no_grad():
            for value in model.parameters():
                value -= rate * value.grad
        costs.append(cost.detach())
    tensors[f"{case}/x"] = x if x.is_floating_point() else x.int()
    tensors[f"{case}/target"] = target.int()
    tensors[f"{case}/costs"] = torch.stack(costs)


class Words(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(11, 6)
        self.lstm = nn.LSTM(6, 5, batch_first=True)
        self.head = nn.Linear(5, 3)

    def forward(self, x):
        return self.head(self.lstm(self.embedding(x))[0][:, -1])


class Gpt(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(13, 8)
        self.positions = nn.Embedding(6, 8)
        block = nn.TransformerEncoderLayer(8, 2, 16, dropout=0.0, activation="gelu", norm_first=True, batch_first=True)
        self.blocks = nn.TransformerEncoder(block, 2, norm=nn.LayerNorm(8), enable_nested_tensor=False)
        self.head = nn.Linear(8, 13, bias=False)

    def forward(self, x):
        hidden = self.tokens(x) + self.positions.weight[: x.shape[1]]
        mask = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).triu(1)
        return self.head(self.blocks(hidden, mask=mask)).transpose(1, 2)


torch.manual_seed(5)
trace("mlp", nn.Sequential(nn.Linear(7, 9), nn.ReLU(), nn.Linear(9, 4)), randn(10, 7), torch.randint(0, 4, (10,)), 0.3)
trace("cnn", nn.Sequential(nn.Conv2d(1, 3, 3, padding=1), nn.BatchNorm2d(3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
                           nn.Linear(48, 4)), randn(6, 1, 8, 8), torch.randint(0, 4, (6,)), 0.1)
trace("lstm", Words(), torch.randint(0, 11, (5, 7)), torch.randint(0, 3, (5,)), 0.5)
tokens = torch.randint(0, 13, (3, 7))
trace("gpt", Gpt(), tokens[:, :-1], tokens[:, 1:], 0.2)
save("traces", tensors)
