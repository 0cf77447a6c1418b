// Numbers as the reader writes them: a decimal comma in Spanish, a true minus sign, no more digits than
// mean something.
import { texts } from './texts.js';

// What is rounded to nothing has no sign.
function format(value, options) {
  return new Intl.NumberFormat(texts.language, { signDisplay: 'negative', ...options }).format(value).replace('-', '−');
}

export const numbers = {
  // Four significant digits; powers of ten where a plain number would be long.
  show(value, digits = 4) {
    if (typeof value === 'string') {
      return value === 'NaN' ? 'NaN' : value.replace('Infinity', '∞').replace('-', '−');
    }
    if (value === null || value === undefined || Number.isNaN(value)) {
      return 'NaN';
    }
    if (!Number.isFinite(value)) {
      return value > 0 ? '∞' : '−∞';
    }
    if (value === 0) {
      // Also for −0, which products with 0 give.
      return '0';
    }
    const size = Math.abs(value);
    if (size < 1e-4 || size >= 1e7) {
      const [mantissa, power] = value.toExponential(Math.max(0, digits - 2)).split('e');
      return `${format(Number(mantissa), { maximumSignificantDigits: digits })}·10${raised(power)}`;
    }
    return format(value, { maximumSignificantDigits: Number.isInteger(value) ? 21 : digits });
  },

  // Always with this many decimals: for columns of figures.
  fixed(value, decimals) {
    return Number.isFinite(value)
      ? format(value, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
      : numbers.show(value);
  },

  whole: (value) => format(value, { maximumFractionDigits: 0 }),

  // A setting that is a number, as it was typed: every digit stays. Other words stay as they are.
  typed: (text) => (texts.language === 'es' && /^[-+]?[\d.]+(e[-+]?\d+)?$/i.test(text) ? text.replace('.', ',') : text),

  percent: (share) => format(share, { style: 'percent', maximumFractionDigits: 1 }),
};

function raised(power) {
  const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  return [...String(Number(power))].map((c) => (c === '-' ? '⁻' : digits[Number(c)])).join('');
}
