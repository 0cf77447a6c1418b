"""Forward results, gradients and buffers of layers: layers.safetensors. Run with PyTorch 2.13."""
import torch
from torch import nn

from common import projection, randn, save

tensors = {}


def record(case, module, inputs, call=None, train=False):
    module = module.float().double().train(train)
    for key, value in module.state_dict().items():
        tensors[f"{case}/param/{key}"] = value.clone()
    leaves = [x.clone().requires_grad_(x.is_floating_point()) for x in inputs]
    y = (call or (lambda m, *xs: m(*xs)))(module, *leaves)
    (y * projection(y)).sum().backward()
    for i, x in enumerate(leaves):
        tensors[f"{case}/in/{i}"] = x if x.is_floating_point() else x.int()
        if x.is_floating_point():
            tensors[f"{case}/grad_in/{i}"] = x.grad if x.grad is not None else torch.zeros_like(x)
    tensors[f"{case}/out"] = y
    for key, value in module.named_parameters():
        tensors[f"{case}/grad/{key}"] = value.grad if value.grad is not None else torch.zeros_like(value)
    if train:
        for key, value in module.named_buffers():
            tensors[f"{case}/after/{key}"] = value


def warmed(norm):
    """Affine parameters and statistics away from their first values."""
    with torch.no_grad():
        for value in list(norm.parameters()) + list(norm.buffers()):
            if value.is_floating_point():
                value.copy_(torch.rand(value.shape) + 0.5)
    return norm


torch.manual_seed(100)
record("linear", nn.Linear(7, 5), [randn(3, 7)])
record("linear_no_bias_3d", nn.Linear(3, 1, bias=False), [randn(2, 5, 3)])
record("conv1d", nn.Conv1d(3, 5, 3, stride=2, padding=1), [randn(2, 3, 11)])
record("conv1d_dilated", nn.Conv1d(2, 3, 4, dilation=2, bias=False), [randn(2, 2, 13)])
record("conv2d", nn.Conv2d(3, 4, (3, 2), stride=(2, 1), padding=(1, 0)), [randn(2, 3, 7, 5)])
record("conv2d_groups", nn.Conv2d(4, 6, 3, padding=1, groups=2), [randn(1, 4, 5, 6)])
record("conv2d_depthwise", nn.Conv2d(3, 3, 3, groups=3), [randn(2, 3, 5, 5)])
record("conv3d", nn.Conv3d(2, 3, 2, padding=1), [randn(1, 2, 3, 4, 3)])
record("conv_transpose1d", nn.ConvTranspose1d(3, 2, 4, stride=3, padding=1), [randn(2, 3, 5)])
record("conv_transpose2d", nn.ConvTranspose2d(3, 4, 3, stride=2, padding=1, output_padding=1), [randn(2, 3, 4, 5)])
record("conv_transpose2d_groups", nn.ConvTranspose2d(4, 6, 3, stride=2, groups=2), [randn(1, 4, 3, 3)])
record("conv_transpose3d", nn.ConvTranspose3d(2, 3, 2, stride=2), [randn(1, 2, 2, 3, 2)])
record("max_pool1d", nn.MaxPool1d(3), [randn(2, 3, 11)])
record("max_pool2d", nn.MaxPool2d(3, stride=2, padding=1), [randn(2, 2, 7, 6)])
record("max_pool3d", nn.MaxPool3d(2), [randn(1, 2, 4, 5, 4)])
record("avg_pool1d", nn.AvgPool1d(2), [randn(2, 3, 7)])
record("avg_pool2d", nn.AvgPool2d(3, stride=2, padding=1), [randn(2, 2, 7, 6)])
record("avg_pool2d_uncounted", nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False), [randn(2, 2, 7, 6)])
record("avg_pool3d", nn.AvgPool3d(2), [randn(1, 2, 4, 5, 4)])
record("adaptive_avg_pool1d", nn.AdaptiveAvgPool1d(3), [randn(2, 2, 7)])
record("adaptive_avg_pool2d", nn.AdaptiveAvgPool2d((3, 2)), [randn(2, 2, 7, 5)])
record("adaptive_avg_pool2d_global", nn.AdaptiveAvgPool2d(1), [randn(2, 3, 5, 7)])
record("adaptive_avg_pool3d", nn.AdaptiveAvgPool3d((2, 1, 3)), [randn(1, 2, 5, 3, 4)])

record("batch_norm1d_train", warmed(nn.BatchNorm1d(5)), [randn(7, 5)], train=True)
record("batch_norm2d_train", warmed(nn.BatchNorm2d(3)), [randn(2, 3, 4, 5)], train=True)
record("batch_norm2d_eval", warmed(nn.BatchNorm2d(3)), [randn(2, 3, 4, 5)])
record("batch_norm3d_momentum", warmed(nn.BatchNorm3d(2, momentum=0.3, eps=1e-3, affine=False)), [randn(2, 2, 3, 2, 2)], train=True)
record("layer_norm", warmed(nn.LayerNorm(7)), [randn(2, 3, 7)])
record("layer_norm_2d_no_bias", warmed(nn.LayerNorm((3, 5), bias=False)), [randn(2, 3, 5)])
record("group_norm", warmed(nn.GroupNorm(2, 6)), [randn(2, 6, 3, 5)])
record("rms_norm", warmed(nn.RMSNorm(7, eps=2.0**-23)), [randn(3, 7)])

ids = torch.tensor([[0, 3, 3], [6, 1, 0]])
record("embedding", nn.Embedding(7, 5), [ids])
record("embedding_padding", nn.Embedding(7, 5, padding_idx=3), [ids])

first = lambda m, x: m(x)[0]
states = lambda m, x: torch.cat([t.flatten() for t in (lambda o, s: [o] + (list(s) if isinstance(s, tuple) else [s]))(*m(x))])
for kind, cls in (("rnn", nn.RNN), ("gru", nn.GRU), ("lstm", nn.LSTM)):
    record(kind, cls(3, 5, batch_first=True), [randn(2, 4, 3)], first)
    record(f"{kind}_deep", cls(3, 4, num_layers=2, bidirectional=True, batch_first=True), [randn(2, 5, 3)], states)
record("rnn_relu", nn.RNN(3, 5, nonlinearity="relu", batch_first=True), [randn(2, 4, 3)], first)
record("lstm_time_first", nn.LSTM(3, 5), [randn(4, 2, 3)], first)

mha = lambda m, x: m(x, x, x, need_weights=False)[0]


def causal(n):
    return torch.ones(n, n, dtype=torch.bool).triu(1)


record("attention", nn.MultiheadAttention(6, 2, batch_first=True), [randn(2, 5, 6)], mha)
record("attention_causal", nn.MultiheadAttention(6, 3, batch_first=True), [randn(2, 5, 6)],
       lambda m, x: m(x, x, x, attn_mask=causal(5), need_weights=False)[0])
record("attention_cross", nn.MultiheadAttention(8, 4, batch_first=True), [randn(2, 3, 8), randn(2, 5, 8)],
       lambda m, q, k: m(q, k, k)[0])
record("attention_weights", nn.MultiheadAttention(6, 2, batch_first=True), [randn(2, 3, 6)],
       lambda m, x: m(x, x, x, average_attn_weights=False)[1])
padded = torch.tensor([[False, False, False, True], [False, True, True, True]])
record("attention_padding", nn.MultiheadAttention(6, 2, batch_first=True), [randn(2, 4, 6)],
       lambda m, x: m(x, x, x, key_padding_mask=padded, need_weights=False)[0])

enc = lambda **more: nn.TransformerEncoderLayer(6, 2, 11, dropout=0.0, batch_first=True, **more)
dec = lambda **more: nn.TransformerDecoderLayer(6, 2, 11, dropout=0.0, batch_first=True, **more)
record("encoder_layer", enc(), [randn(2, 5, 6)], train=True)
record("encoder_layer_pre", enc(norm_first=True, activation="gelu"), [randn(2, 5, 6)], train=True)
record("encoder", nn.TransformerEncoder(enc(norm_first=True), 2, norm=nn.LayerNorm(6), enable_nested_tensor=False),
       [randn(2, 3, 6)], lambda m, x: m(x, mask=causal(3)), train=True)
record("decoder_layer", dec(), [randn(2, 4, 6), randn(2, 3, 6)], lambda m, x, y: m(x, y, tgt_mask=causal(4)), train=True)
record("decoder", nn.TransformerDecoder(dec(norm_first=True), 2, norm=nn.LayerNorm(6)), [randn(2, 4, 6), randn(2, 3, 6)],
       lambda m, x, y: m(x, y, tgt_mask=causal(4)), train=True)

x = randn(3, 5) * 3
for case, module in (
    ("relu", nn.ReLU()), ("leaky_relu", nn.LeakyReLU()), ("elu", nn.ELU()), ("gelu", nn.GELU()),
    ("gelu_tanh", nn.GELU(approximate="tanh")), ("silu", nn.SiLU()), ("sigmoid", nn.Sigmoid()), ("tanh", nn.Tanh()),
    ("softmax", nn.Softmax(dim=1)), ("log_softmax", nn.LogSoftmax(dim=0)), ("softplus", nn.Softplus()),
    ("prelu", nn.PReLU()), ("prelu_channels", nn.PReLU(5)),
):
    record(case, module, [x])

record("adaptive_max_pool1d", nn.AdaptiveMaxPool1d(3), [randn(2, 2, 7)])
record("adaptive_max_pool2d", nn.AdaptiveMaxPool2d((3, 2)), [randn(2, 2, 7, 5)])
record("adaptive_max_pool2d_global", nn.AdaptiveMaxPool2d(1), [randn(2, 3, 5, 7)])
record("adaptive_max_pool3d", nn.AdaptiveMaxPool3d((2, 1, 3)), [randn(1, 2, 5, 3, 4)])
for kind, cls in (("rnn", nn.RNN), ("gru", nn.GRU), ("lstm", nn.LSTM)):
    record(f"{kind}_no_bias", cls(3, 4, num_layers=2, bias=False, batch_first=True), [randn(2, 4, 3)], states)
record("lstm_projection", nn.LSTM(3, 5, proj_size=2, batch_first=True), [randn(2, 4, 3)], states)
record("lstm_projection_deep", nn.LSTM(3, 4, num_layers=2, bidirectional=True, proj_size=3, bias=False, batch_first=True),
       [randn(2, 5, 3)], states)
record("attention_widths", nn.MultiheadAttention(6, 2, kdim=5, vdim=4, batch_first=True),
       [randn(2, 3, 6), randn(2, 7, 5), randn(2, 7, 4)], lambda m, q, k, v: m(q, k, v)[0])
record("attention_no_bias", nn.MultiheadAttention(6, 2, bias=False, batch_first=True), [randn(2, 5, 6)], mha)
record("attention_widths_no_bias", nn.MultiheadAttention(4, 2, kdim=3, bias=False, batch_first=True),
       [randn(2, 3, 4), randn(2, 5, 3), randn(2, 5, 4)], lambda m, q, k, v: m(q, k, v)[0])
ends = torch.tensor([[False, False, False, True], [False, False, True, True]])
record("encoder_padding", nn.TransformerEncoder(enc(), 2, enable_nested_tensor=False), [randn(2, 4, 6)],
       lambda m, x: m(x, mask=causal(4), src_key_padding_mask=ends), train=True)
record("decoder_padding", nn.TransformerDecoder(dec(), 1), [randn(2, 4, 6), randn(2, 4, 6)],
       lambda m, x, y: m(x, y, tgt_mask=causal(4), tgt_key_padding_mask=ends, memory_key_padding_mask=padded), train=True)

record("conv1d_circular", nn.Conv1d(2, 3, 5, padding=2, padding_mode="circular"), [randn(2, 2, 4)])
record("conv2d_circular", nn.Conv2d(3, 4, 3, stride=2, padding=1, padding_mode="circular"), [randn(2, 3, 5, 6)])
record("conv2d_circular_axes", nn.Conv2d(4, 6, 3, padding=(2, 1), dilation=(2, 1), groups=2, padding_mode="circular"), [randn(1, 4, 5, 3)])
record("conv3d_circular", nn.Conv3d(2, 3, 3, padding=1, padding_mode="circular"), [randn(1, 2, 3, 4, 1)])

save("layers", tensors)
