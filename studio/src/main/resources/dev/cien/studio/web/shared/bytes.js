// Base64 of signed bytes to values from −1 to 1.
export function values(text) {
  const bytes = atob(text);
  const out = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes.charCodeAt(i);
    out[i] = (byte > 127 ? byte - 256 : byte) / 127;
  }
  return out;
}
