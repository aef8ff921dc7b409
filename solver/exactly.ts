import Fraction from 'fraction.js';

/** The number that is written, to its last digit: 1999999.98 is 199999998/100, and no fraction near it. Finite alone. */
export function exactly(figure: number): Fraction {
  const [digits = '0', exponent = '0'] = String(figure).split('e');
  const power = new Fraction(10n ** BigInt(Math.abs(Number(exponent))));
  return Number(exponent) < 0 ? new Fraction(digits).div(power) : new Fraction(digits).mul(power);
}
