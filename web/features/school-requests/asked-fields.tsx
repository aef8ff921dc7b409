import type { Backbone } from '../../graphql/generated/graphql.ts';
import { FormField } from '../../ui/form-field.tsx';
import { useWords } from '../../ui/language.ts';

/** What is asked for, as the API takes it. */
export interface Asked {
  readonly count: number;
  readonly level: Backbone;
  readonly priority: number;
  readonly reason: string;
}

/** Whether nothing is left out that the API asks for. */
export const complete = ({ count, reason }: Asked): boolean =>
  Number.isInteger(count) && reason.trim() !== '';

const levels: readonly Backbone[] = ['NONE', 'SCHOOL', 'COUNTY', 'CITY', 'PROVINCE'];
const priorities = [1, 2, 3, 4, 5] as const;

/** The key of the words of a priority, 1 to 5. */
export const priorityKey = (priority: number) => `schoolRequests.priorities.p${known(priority)}` as const;

const known = (priority: number) => priorities.find((one) => one === priority) ?? 3;

interface Props {
  readonly asked: Asked;
  readonly onChange: (asked: Asked) => void;
}

/** How many, of which level at least, how urgent, and why. */
export function AskedFields({ asked, onChange }: Props) {
  const { t } = useWords();
  return (
    <>
      <div className="row-end">
        <FormField label={t('schoolRequests.count')}>
          {(field) => (
            <input
              {...field}
              type="number"
              min={1}
              max={50}
              step={1}
              required
              value={Number.isNaN(asked.count) ? '' : asked.count}
              onChange={({ target }) => onChange({ ...asked, count: target.valueAsNumber })}
            />
          )}
        </FormField>
        <FormField label={t('schoolRequests.level')}>
          {(field) => (
            <select
              {...field}
              value={asked.level}
              onChange={({ target }) =>
                onChange({ ...asked, level: levels.find((one) => one === target.value) ?? 'NONE' })
              }
            >
              {levels.map((level) => (
                <option key={level} value={level}>
                  {t(`schoolRequests.levels.${level}`)}
                </option>
              ))}
            </select>
          )}
        </FormField>
        <FormField label={t('schoolRequests.priority')}>
          {(field) => (
            <select
              {...field}
              value={asked.priority}
              onChange={({ target }) => onChange({ ...asked, priority: Number(target.value) })}
            >
              {priorities.map((priority) => (
                <option key={priority} value={priority}>
                  {t(priorityKey(priority))}
                </option>
              ))}
            </select>
          )}
        </FormField>
      </div>
      <FormField wide label={t('schoolRequests.reason')} help={t('schoolRequests.reasonHelp')}>
        {(field) => (
          <textarea
            {...field}
            rows={3}
            required
            maxLength={500}
            value={asked.reason}
            onChange={({ target }) => onChange({ ...asked, reason: target.value })}
          />
        )}
      </FormField>
    </>
  );
}
