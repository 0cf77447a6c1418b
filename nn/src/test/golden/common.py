"""What the golden scripts share: every case is computed by PyTorch in float64 from float32 values and saved as safetensors."""
import pathlib

import torch
from safetensors.torch import save_file

OUT = pathlib.Path(__file__).parent.parent / "resources" / "golden"


def randn(*dims):
    return torch.randn(*dims, dtype=torch.float32).double()


def projection(y):
    """Fixed weights that turn a result into a scalar whose gradient differs in every element."""
    return torch.cos(torch.arange(y.numel(), dtype=torch.float64) * 0.7).reshape(y.shape)


def save(name, tensors):
    narrow = lambda t: t.float() if t.dtype == torch.float64 else t
    tensors = {key: narrow(value.detach()).contiguous().clone() for key, value in tensors.items()}
    save_file(tensors, OUT / f"{name}.safetensors")
