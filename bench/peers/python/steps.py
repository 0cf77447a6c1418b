"""Times one training step of a workload in PyTorch or JAX and prints one line of JSON.

The definitions are those of dev.cien.recipes.workload; sizes come from there, as a JSON object.
Started by `bench/run sides`, which waits for one process after the other.
"""

import argparse
import json
import os
import sys
import time


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", required=True, choices=["torch-eager", "torch-compile", "jax-jit"])
    parser.add_argument("--work", required=True)
    parser.add_argument("--sizes", required=True, type=json.loads)
    parser.add_argument("--threads", required=True, type=int)
    parser.add_argument("--seconds", required=True, type=float)
    parser.add_argument("--warmup", required=True, type=float)
    return parser.parse_args()


# Of JAX's convolutions: pictures, kernels, results.
LAYOUT = ("NHWC", "HWIO", "NHWC")


class Sizes:
    """The settings of a workload: whole numbers, and words."""

    def __init__(self, values):
        for key, value in values.items():
            setattr(self, key, float(value) if key == "rate" else int(value) if value.isdigit() else value)


def peak_memory():
    """The most memory this process occupied, in MB, where the system says it."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    except OSError:
        return 0


def measure(step, wait, seconds, warmup):
    """The first step, and the median and the best of at least five blocks of steps, in ms."""
    start = time.perf_counter()
    step()
    wait()
    first = time.perf_counter() - start
    # Neither framework compiles while it runs: a few steps warm the caches, and the time that a
    # JVM is given is their upper limit.
    start = time.perf_counter()
    for _ in range(5):
        step()
        if time.perf_counter() - start > warmup:
            break
    wait()
    blocks = []
    start = time.perf_counter()
    while time.perf_counter() - start < seconds or len(blocks) < 5:
        begin = time.perf_counter()
        steps = 0
        while time.perf_counter() - begin < seconds / 15:
            step()
            steps += 1
        wait()
        blocks.append((time.perf_counter() - begin) / steps)
    blocks.sort()
    return first * 1e3, blocks[len(blocks) // 2] * 1e3, blocks[0] * 1e3


def torch_step(work, s, compiled, threads):
    """A closure that takes one step in PyTorch, and how many items it learns from."""
    import torch
    from torch import nn
    from torch.nn import functional as F

    torch.set_num_threads(threads)
    torch.manual_seed(0)

    class Recurrent(nn.Module):
        def __init__(self):
            super().__init__()
            cell = {"lstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}[s.cell]
            self.embed = nn.Embedding(s.vocab, s.embed)
            self.cell = cell(s.embed, s.width, s.layers, batch_first=True)
            self.out = nn.Linear(s.width, s.vocab)

        def forward(self, x):
            return self.out(self.cell(self.embed(x))[0])

    class Residual(nn.Module):
        def __init__(self):
            super().__init__()
            norm = {"batch": nn.BatchNorm2d, "group": lambda c: nn.GroupNorm(8, c), "none": lambda c: nn.Identity()}
            self.body = nn.Sequential(
                nn.Conv2d(s.width, s.width, 3, padding=1, bias=False),
                norm[s.norm](s.width),
                nn.ReLU(),
                nn.Conv2d(s.width, s.width, 3, padding=1, bias=False),
                norm[s.norm](s.width),
            )

        def forward(self, x):
            return F.relu(x + self.body(x))

    def normalization(width):
        return nn.RMSNorm(width) if s.norm == "rms" else nn.LayerNorm(width)

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.second = normalization(s.width), normalization(s.width)
            self.qkv, self.mix = nn.Linear(s.width, 3 * s.width), nn.Linear(s.width, s.width)
            self.think = nn.Sequential(
                nn.Linear(s.width, 4 * s.width), nn.GELU(), nn.Linear(4 * s.width, s.width)
            )

        def forward(self, x):
            q, k, v = self.qkv(self.first(x)).chunk(3, -1)
            q, k, v = (part.view(s.batch, s.T, s.heads, -1).transpose(1, 2) for part in (q, k, v))
            seen = F.scaled_dot_product_attention(q, k, v, is_causal=True)
            x = x + self.mix(seen.transpose(1, 2).reshape(s.batch, s.T, s.width))
            return x + self.think(self.second(x))

    class Language(nn.Module):
        def __init__(self):
            super().__init__()
            self.symbols, self.places = nn.Embedding(s.vocab, s.width), nn.Embedding(s.T, s.width)
            self.blocks = nn.Sequential(*(Block() for _ in range(s.layers)))
            self.norm, self.head = normalization(s.width), nn.Linear(s.width, s.vocab, bias=False)

        def forward(self, x):
            return self.head(self.norm(self.blocks(self.symbols(x) + self.places.weight)))

    class UNet(nn.Module):
        def __init__(self):
            super().__init__()
            wide = 2 * s.width

            def norm(channels):
                return nn.BatchNorm2d(channels) if s.norm == "batch" else nn.GroupNorm(s.groups, channels)

            def conv(inputs, outputs, stride=1):
                return nn.Conv2d(inputs, outputs, 3, stride, 1)

            self.side = nn.Sequential(conv(1, s.width), conv(s.width, s.width), norm(s.width), nn.SiLU())
            self.below = nn.Sequential(conv(s.width, wide, 2), conv(wide, wide), norm(wide))
            self.time = nn.Linear(s.time, wide)
            self.up = nn.Sequential(
                conv(wide, wide), norm(wide), nn.SiLU(), nn.ConvTranspose2d(wide, s.width, 2, 2)
            )
            self.out = nn.Sequential(conv(wide, s.width), norm(s.width), nn.SiLU(), conv(s.width, 1))

        def forward(self, x, t):
            side = self.side(x)
            h = F.silu(self.below(side) + self.time(t)[..., None, None])
            return self.out(torch.cat([self.up(h), side], 1))

    def dense(activation, *sizes):
        layers = []
        for inputs, outputs in zip(sizes, sizes[1:]):
            layers += [nn.Linear(inputs, outputs), activation()]
        return nn.Sequential(*layers[:-1])

    def numbers(bound, *shape):
        return torch.randint(bound, shape)

    if work == "tiny":
        model = dense(nn.Tanh, s.inputs, *[s.width] * s.depth, 1)
        x, y = torch.randn(s.batch, s.inputs), torch.randn(s.batch, 1)
        cost = lambda: F.mse_loss(model(x), y)
    elif work == "mlp":
        model = dense(nn.ReLU, s.inputs, *(max(1, s.width >> i) for i in range(s.depth)), s.classes)
        x, y = torch.randn(s.batch, s.inputs), numbers(s.classes, s.batch)
        cost = lambda: F.cross_entropy(model(x), y)
    elif work == "cnn":
        maps = [s.channels] + [s.width * (1 if i == 0 else 2) for i in range(s.depth)]
        layers = []
        for inputs, outputs in zip(maps, maps[1:]):
            layers += [nn.Conv2d(inputs, outputs, 3), nn.ReLU()]
        side = (s.size - 2 * s.depth) // 2
        model = nn.Sequential(
            *layers, nn.MaxPool2d(2), nn.Flatten(), nn.Linear(maps[-1] * side * side, s.features), nn.ReLU(),
            nn.Linear(s.features, s.classes),
        )
        x, y = torch.randn(s.batch, s.channels, s.size, s.size), numbers(s.classes, s.batch)
        cost = lambda: F.cross_entropy(model(x), y)
    elif work == "resnet":
        model = nn.Sequential(
            nn.Conv2d(3, s.width, 3, padding=1), nn.ReLU(), *(Residual() for _ in range(s.blocks)),
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(s.width, s.classes),
        )
        x, y = torch.randn(s.batch, 3, s.size, s.size), numbers(s.classes, s.batch)
        cost = lambda: F.cross_entropy(model(x), y)
    elif work in ("lstm", "gpt"):
        model = Recurrent() if work == "lstm" else Language()
        x, y = numbers(s.vocab, s.batch, s.T), numbers(s.vocab, s.batch * s.T)
        cost = lambda: F.cross_entropy(model(x).view(-1, s.vocab), y)
    elif work == "unet":
        model = UNet()
        x, t = torch.randn(s.batch, 1, s.size, s.size), torch.randn(s.batch, s.time)
        y = torch.randn(s.batch, 1, s.size, s.size)
        cost = lambda: F.mse_loss(model(x, t), y)
    else:
        sys.exit(f"PyTorch's side of {work} is not written")

    rule = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[s.optimizer]
    optimizer = rule(model.parameters(), s.rate)
    forward = torch.compile(cost) if compiled else cost

    def step():
        optimizer.zero_grad(set_to_none=True)
        forward().backward()
        optimizer.step()

    return step, lambda: None, s.batch * getattr(s, "T", 1), torch.__version__


def jax_step(work, s):
    """The same in JAX with optax, channels last, which is what its convolutions like."""
    import jax
    import jax.numpy as jnp
    import optax
    from jax import lax, nn

    keys = iter(jax.random.split(jax.random.PRNGKey(0), 1000))

    def uniform(bound, *shape):
        return jax.random.uniform(next(keys), shape, minval=-bound, maxval=bound)

    def linear(inputs, outputs):
        return {"w": uniform(inputs**-0.5, inputs, outputs), "b": uniform(inputs**-0.5, outputs)}

    def apply(layer, x):
        return x @ layer["w"] + layer["b"]

    def entropy(logits, classes):
        return optax.softmax_cross_entropy_with_integer_labels(logits, classes).mean()

    def normal(*shape):
        return jax.random.normal(next(keys), shape)

    def numbers(bound, *shape):
        return jax.random.randint(next(keys), shape, 0, bound)

    def dense(activation, layers, x):
        for layer in layers[:-1]:
            x = activation(apply(layer, x))
        return apply(layers[-1], x)

    def norm(scale, x):
        if s.norm == "rms":
            return x * lax.rsqrt((x * x).mean(-1, keepdims=True) + 2**-23) * scale["w"]
        centred = x - x.mean(-1, keepdims=True)
        return centred * lax.rsqrt((centred**2).mean(-1, keepdims=True) + 1e-5) * scale["w"] + scale["b"]

    def scale():
        return {"w": jnp.ones(s.width), **({} if s.norm == "rms" else {"b": jnp.zeros(s.width)})}

    def kernel(inputs, outputs):
        bound = (9 * inputs) ** -0.5
        return {"w": uniform(bound, 3, 3, inputs, outputs), "b": uniform(bound, outputs)}

    def conv(layer, x, stride=1, padding=((1, 1), (1, 1))):
        y = lax.conv_general_dilated(x, layer["w"], (stride, stride), padding, dimension_numbers=LAYOUT)
        return y + layer["b"] if "b" in layer else y

    def affine(channels):
        return {"w": jnp.ones(channels), "b": jnp.zeros(channels)}

    def channels_norm(layer, x):
        """Over groups of channels of each picture, or over each channel of the batch."""
        if s.norm == "none":
            return x
        groups = 8 if work == "resnet" else s.groups
        grouped = x.reshape(*x.shape[:3], groups, -1) if s.norm == "group" else x
        axes = (1, 2, 4) if s.norm == "group" else (0, 1, 2)
        centred = grouped - grouped.mean(axes, keepdims=True)
        y = centred * lax.rsqrt((centred**2).mean(axes, keepdims=True) + 1e-5)
        return y.reshape(x.shape) * layer["w"] + layer["b"]

    if work in ("tiny", "mlp"):
        hidden = [s.width] * s.depth if work == "tiny" else [max(1, s.width >> i) for i in range(s.depth)]
        sizes = [s.inputs, *hidden, 1 if work == "tiny" else s.classes]
        parameters = [linear(i, o) for i, o in zip(sizes, sizes[1:])]
        x = normal(s.batch, s.inputs)
        y = normal(s.batch, 1) if work == "tiny" else numbers(s.classes, s.batch)
        if work == "tiny":
            cost = lambda p: ((dense(jnp.tanh, p, x) - y) ** 2).mean()
        else:
            cost = lambda p: entropy(dense(nn.relu, p, x), y)
    elif work == "cnn":
        maps = [s.channels] + [s.width * (1 if i == 0 else 2) for i in range(s.depth)]
        side = (s.size - 2 * s.depth) // 2
        parameters = {
            "kernels": [kernel(i, o) for i, o in zip(maps, maps[1:])],
            "dense": [linear(maps[-1] * side * side, s.features), linear(s.features, s.classes)],
        }
        x, y = normal(s.batch, s.size, s.size, s.channels), numbers(s.classes, s.batch)

        def cost(p):
            h = x
            for k in p["kernels"]:
                h = nn.relu(conv(k, h, padding="VALID"))
            h = lax.reduce_window(h, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")
            return entropy(dense(nn.relu, p["dense"], h.reshape(s.batch, -1)), y)

    elif work == "resnet":
        parameters = {
            "first": kernel(3, s.width),
            "blocks": [
                [{"kernel": kernel(s.width, s.width)["w"], "norm": affine(s.width)} for _ in range(2)]
                for _ in range(s.blocks)
            ],
            "out": linear(s.width, s.classes),
        }
        x, y = normal(s.batch, s.size, s.size, 3), numbers(s.classes, s.batch)

        def cost(p):
            h = nn.relu(conv(p["first"], x))
            for first, second in p["blocks"]:
                inner = nn.relu(channels_norm(first["norm"], conv({"w": first["kernel"]}, h)))
                h = nn.relu(h + channels_norm(second["norm"], conv({"w": second["kernel"]}, inner)))
            return entropy(apply(p["out"], h.mean((1, 2))), y)

    elif work == "unet":
        wide = 2 * s.width
        layers = {
            "in": (1, s.width), "before": (s.width, s.width), "down": (s.width, wide), "below": (wide, wide),
            "middle": (wide, wide), "after": (wide, s.width), "out": (s.width, 1),
        }
        parameters = {
            **{name: kernel(*sizes) for name, sizes in layers.items()},
            "up": {"w": uniform((4 * s.width) ** -0.5, 2, 2, wide, s.width), "b": jnp.zeros(s.width)},
            "time": linear(s.time, wide),
            "norms": [affine(c) for c in (s.width, wide, wide, s.width)],
        }
        x, t = normal(s.batch, s.size, s.size, 1), normal(s.batch, s.time)
        y = normal(s.batch, s.size, s.size, 1)

        def cost(p):
            side = nn.silu(channels_norm(p["norms"][0], conv(p["before"], conv(p["in"], x))))
            h = channels_norm(p["norms"][1], conv(p["below"], conv(p["down"], side, 2)))
            h = nn.silu(h + apply(p["time"], t)[:, None, None])
            h = nn.silu(channels_norm(p["norms"][2], conv(p["middle"], h)))
            up = lax.conv_transpose(h, p["up"]["w"], (2, 2), "VALID", dimension_numbers=LAYOUT) + p["up"]["b"]
            h = channels_norm(p["norms"][3], conv(p["after"], jnp.concatenate([up, side], -1)))
            return ((conv(p["out"], nn.silu(h)) - y) ** 2).mean()

    elif work == "lstm" and s.cell == "lstm" and s.layers == 1:
        bound = s.width**-0.5
        parameters = {
            "embed": normal(s.vocab, s.embed),
            "input": {"w": uniform(bound, s.embed, 4 * s.width), "b": uniform(bound, 4 * s.width)},
            "state": {"w": uniform(bound, s.width, 4 * s.width), "b": uniform(bound, 4 * s.width)},
            "out": linear(s.width, s.vocab),
        }
        x, y = numbers(s.vocab, s.batch, s.T), numbers(s.vocab, s.batch, s.T)

        def cost(p):
            def cell(state, projected):
                h, c = state
                i, f, g, o = jnp.split(projected + apply(p["state"], h), 4, -1)
                c = nn.sigmoid(f) * c + nn.sigmoid(i) * jnp.tanh(g)
                h = nn.sigmoid(o) * jnp.tanh(c)
                return (h, c), h

            zeros = jnp.zeros((s.batch, s.width))
            inputs = apply(p["input"], p["embed"][x]).swapaxes(0, 1)
            hidden = lax.scan(cell, (zeros, zeros), inputs)[1].swapaxes(0, 1)
            return entropy(apply(p["out"], hidden), y)

    elif work == "gpt":
        parameters = {
            "symbols": normal(s.vocab, s.width),
            "places": normal(s.T, s.width),
            "blocks": [
                {
                    "first": scale(), "qkv": linear(s.width, 3 * s.width), "mix": linear(s.width, s.width),
                    "second": scale(), "up": linear(s.width, 4 * s.width), "down": linear(4 * s.width, s.width),
                }
                for _ in range(s.layers)
            ],
            "norm": scale(),
            "head": uniform(s.width**-0.5, s.width, s.vocab),
        }
        x, y = numbers(s.vocab, s.batch, s.T), numbers(s.vocab, s.batch, s.T)
        mask = jnp.tril(jnp.ones((s.T, s.T), bool))

        def attend(projected):
            parts = projected.reshape(s.batch, s.T, 3, s.heads, -1).transpose(2, 0, 3, 1, 4)
            scores = parts[0] @ parts[1].swapaxes(-1, -2) * (s.width // s.heads) ** -0.5
            weights = nn.softmax(jnp.where(mask, scores, -1e30))
            return (weights @ parts[2]).swapaxes(1, 2).reshape(s.batch, s.T, s.width)

        def cost(p):
            h = p["symbols"][x] + p["places"]
            for b in p["blocks"]:
                h = h + apply(b["mix"], attend(apply(b["qkv"], norm(b["first"], h))))
                inner = nn.gelu(apply(b["up"], norm(b["second"], h)), approximate=False)
                h = h + apply(b["down"], inner)
            return entropy(norm(p["norm"], h) @ p["head"], y)

    else:
        sys.exit(f"JAX's side of {work} in this form is not written")

    rule = {"sgd": optax.sgd, "adam": optax.adam, "adamw": lambda r: optax.adamw(r, weight_decay=0.01)}
    optimizer = rule[s.optimizer](s.rate)

    @jax.jit
    def update(parameters, state):
        value, gradients = jax.value_and_grad(cost)(parameters)
        moves, state = optimizer.update(gradients, state, parameters)
        return optax.apply_updates(parameters, moves), state, value

    now = [parameters, optimizer.init(parameters), None]

    def step():
        now[:] = update(now[0], now[1])

    return step, lambda: jax.block_until_ready(now), s.batch * getattr(s, "T", 1), jax.__version__


def main():
    a = arguments()
    os.environ["OMP_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = str(a.threads)
    if a.threads == 1:
        os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    sizes = Sizes(a.sizes)
    if a.engine == "jax-jit":
        step, wait, items, version = jax_step(a.work, sizes)
    else:
        step, wait, items, version = torch_step(a.work, sizes, a.engine == "torch-compile", a.threads)
    first, median, best = measure(step, wait, a.seconds, a.warmup)
    line = {
        "work": a.work,
        "engine": a.engine,
        "version": version,
        "threads": a.threads,
        "ms": round(median, 4),
        "best_ms": round(best, 4),
        "items_s": round(items / median * 1e3),
        "first_ms": round(first, 1),
        "rss_peak_mb": round(peak_memory(), 1),
    }
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
