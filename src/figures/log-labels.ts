/** A power of ten as the field writes it. */
const POWER =
  "'10' + replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(toString(round(log(datum.value)/LN10)), '-', '⁻'), /0/g, '⁰'), /1/g, '¹'), /2/g, '²'), /3/g, '³'), /4/g, '⁴'), /5/g, '⁵'), /6/g, '⁶'), /7/g, '⁷'), /8/g, '⁸'), /9/g, '⁹')";
const EXPONENT = "log(datum.value)/LN10";

/** The label of a decade only. */
export const LOG_LABEL = `abs(${EXPONENT} - round(${EXPONENT})) < 0.001 ? (datum.value >= 0.001 && datum.value <= 1000 ? format(datum.value, '~g') : ${POWER}) : ''`;

/** Of the labels that there is room for, written with a power from 10⁴ on. */
export const COUNT_LABEL = `datum.label !== '' && datum.value >= 10000 ? ${POWER} : datum.label`;
