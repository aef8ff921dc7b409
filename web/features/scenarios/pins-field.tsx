import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { FindTeachersDocument, type RoundPinFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useWords } from '../../ui/language.ts';
import { SearchField } from '../../ui/search-field.tsx';
import type { FieldProps } from './field.ts';

interface Props extends Omit<FieldProps, 'round'> {
  /** Code of the county. */
  readonly county: string;
  /** What is fixed in the round. */
  readonly pinned: readonly RoundPinFragment[];
  /** A teacher was found: the id of a staff number. */
  readonly onFound: (staffNumber: string, id: string) => void;
}

/** Pins of the round that do not count, and teachers who stay beside those. */
export function PinsField({ county, pinned, draft, onPatch, onFound }: Props) {
  const { t } = useWords();
  const [search, setSearch] = useState<string>();
  const { data } = useLiveQuery({
    query: FindTeachersDocument,
    variables: { county, search: search ?? '' },
    pause: search === undefined,
  });
  const found = search === undefined ? [] : (data?.county?.teachers.nodes ?? []);
  const { freed, pins } = draft;
  const pinnedHere = [...new Map(pinned.map(({ teacher }) => [teacher.staffNumber, teacher])).values()];
  return (
    <fieldset className="panel plain">
      <legend>{t('scenarios.pins')}</legend>
      {pinnedHere.map(({ name, staffNumber }) => (
        <Checkbox
          key={staffNumber}
          checked={freed.includes(staffNumber)}
          onChange={({ target }) =>
            onPatch({
              freed: target.checked ? [...freed, staffNumber] : freed.filter((one) => one !== staffNumber),
            })
          }
        >
          {t('scenarios.free', { name, staffNumber })}
        </Checkbox>
      ))}
      {pins.map((pin) => (
        <div key={`${pin.kind} ${pin.teacher} ${pin.section}`} className="row">
          <span>
            {t(`scenarios.pin.${pin.kind === 'move' || pin.kind === 'forbid' ? pin.kind : 'stay'}`, {
              ...pin,
            })}
          </span>
          <Button size="small" onClick={() => onPatch({ pins: pins.filter((one) => one !== pin) })}>
            {t('scenarios.remove')}
          </Button>
        </div>
      ))}
      <SearchField label={t('scenarios.findTeacher')} value={search} onSearch={setSearch} />
      {found.map(({ id, name, staffNumber, serving }) => (
        <div key={id} className="row">
          <span>
            {name} <span className="quiet small">{staffNumber}</span> {serving?.school.name}
          </span>
          <Button
            size="small"
            aria-label={t('scenarios.stayOf', { name })}
            disabled={pins.some(({ teacher }) => teacher === staffNumber)}
            onClick={() => {
              onFound(staffNumber, id);
              onPatch({ pins: [...pins, { kind: 'stay', teacher: staffNumber }] });
            }}
          >
            {t('scenarios.stay')}
          </Button>
        </div>
      ))}
    </fieldset>
  );
}
