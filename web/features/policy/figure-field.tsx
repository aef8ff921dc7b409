import { FormField } from '../../ui/form-field.tsx';
import { useWords } from '../../ui/language.ts';
import { useFigureNames } from './figure-names.ts';

/** As much of JSON Schema as figures of rules are told in. */
interface Format {
  readonly type?: unknown;
  readonly enum?: unknown;
  readonly items?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
}

const formatOf = (value: unknown): Format => (typeof value === 'object' && value !== null ? value : {});

/** The format of one figure, out of that of its rule. */
export function formatOfFigure(rule: unknown, name: string): Format {
  const { properties } = { properties: undefined, ...formatOf(rule) } as { readonly properties?: unknown };
  return formatOf(new Map(Object.entries(formatOf(properties))).get(name));
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

interface Props {
  readonly name: string;
  readonly format: Format;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** A field for one figure, by what the API says it may be; what is no number, choice or list of choices is only shown. */
export function FigureField({ name, format, value, onChange }: Props) {
  const { t } = useWords();
  const { figureName, choiceName, told } = useFigureNames();
  const label = figureName(name);
  const choices = textsOf(format.enum);
  const several = textsOf(formatOf(format.items).enum);

  if (format.type === 'boolean')
    return (
      <label className="row">
        <input type="checkbox" checked={value === true} onChange={({ target }) => onChange(target.checked)} />
        {label}
      </label>
    );
  if (format.type === 'integer' || format.type === 'number') {
    const [least, most] = [numberOf(format.minimum), numberOf(format.maximum)];
    return (
      <FormField
        label={label}
        help={least === undefined || most === undefined ? undefined : t('policy.range', { least, most })}
      >
        {(field) => (
          <input
            {...field}
            type="number"
            required
            step={format.type === 'integer' ? 1 : 'any'}
            min={least}
            max={most}
            defaultValue={numberOf(value)}
            onChange={({ target }) => onChange(target.valueAsNumber)}
          />
        )}
      </FormField>
    );
  }
  if (choices.length > 0)
    return (
      <FormField label={label}>
        {(field) => (
          <select {...field} value={String(value)} onChange={({ target }) => onChange(target.value)}>
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {choiceName(choice)}
              </option>
            ))}
          </select>
        )}
      </FormField>
    );
  if (several.length > 0) {
    const chosen = textsOf(value);
    return (
      <fieldset className="policy-choices">
        <legend>{label}</legend>
        {several.map((choice) => (
          <label key={choice} className="row">
            <input
              type="checkbox"
              checked={chosen.includes(choice)}
              onChange={({ target }) =>
                onChange(several.filter((one) => (one === choice ? target.checked : chosen.includes(one))))
              }
            />
            {choiceName(choice)}
          </label>
        ))}
      </fieldset>
    );
  }
  return (
    <div className="field">
      <span>{label}</span>
      <span>{told(value)}</span>
      <span className="quiet small">{t('policy.notHere')}</span>
    </div>
  );
}
