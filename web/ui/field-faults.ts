import i18next from 'i18next';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Fields whose fault is told by this page, not by a part of it. */
const told = new Set<Field>();

/** A browser says in its own language what a field wants; this says it in the console's. Forgotten before the next try. */
export function tellFieldFaults(): void {
  document.addEventListener('invalid', tell, true);
  for (const kind of ['input', 'click'] as const) document.addEventListener(kind, forget, true);
}

function tell({ target }: Event): void {
  if (!isField(target) || target.validity.customError) return;
  const why = faultOf(target);
  if (why === undefined) return;
  told.add(target);
  target.setCustomValidity(why);
}

function forget(): void {
  for (const field of told) field.setCustomValidity('');
  told.clear();
}

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement;

/** Undefined: as the browser says it. */
function faultOf(field: Field): string | undefined {
  const { validity } = field;
  if (validity.valueMissing)
    return i18next.t(field instanceof HTMLSelectElement ? 'field.choose' : 'field.missing');
  if (validity.typeMismatch) return i18next.t('field.email');
  if (validity.badInput) return i18next.t('field.number');
  if (validity.patternMismatch) return i18next.t('field.pattern');
  if (!(field instanceof HTMLInputElement)) return undefined;
  if (validity.rangeUnderflow) return i18next.t('field.least', { least: field.min });
  if (validity.rangeOverflow) return i18next.t('field.most', { most: field.max });
  if (validity.stepMismatch)
    return i18next.t(field.step === '1' || field.step === '' ? 'field.whole' : 'field.step', {
      step: field.step,
    });
  return undefined;
}
