import { useEffect, useState } from 'react';
import {
  type GrantInput,
  type Role,
  SchoolsToChooseDocument,
  TeachersToChooseDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { useWords } from '../../ui/language.ts';

/** What the reader keeps the accounts of: a county, a province, or both. */
export interface KeptPlace {
  readonly county?: { readonly id: string; readonly code: string; readonly name: string } | undefined;
  readonly province?: { readonly id: string } | undefined;
}

type Scope = 'county' | 'province' | 'school' | 'teacher';

interface Choice {
  readonly key: string;
  readonly role: Role;
  readonly scope: Scope;
}

/** Roles one may be given by county and by province; what is too much is refused by the API. */
const choicesOf = ({ county, province }: KeptPlace): readonly Choice[] => [
  ...(county
    ? ([
        { key: 'PRINCIPAL', role: 'PRINCIPAL', scope: 'school' },
        { key: 'TEACHER', role: 'TEACHER', scope: 'teacher' },
        { key: 'HR_OFFICER', role: 'HR_OFFICER', scope: 'county' },
        { key: 'INSPECTOR', role: 'INSPECTOR', scope: 'county' },
      ] as const)
    : []),
  ...(province
    ? ([
        { key: 'INSPECTOR_OF_PROVINCE', role: 'INSPECTOR', scope: 'province' },
        { key: 'PROVINCE_OFFICER', role: 'PROVINCE_OFFICER', scope: 'province' },
      ] as const)
    : []),
];

const idOf = {
  county: 'countyId',
  province: 'provinceId',
  school: 'schoolId',
  teacher: 'teacherId',
} as const satisfies Record<Scope, keyof GrantInput>;

interface Props {
  readonly place: KeptPlace;
  /** Undefined as long as something is missing. */
  readonly onGrant: (grant: GrantInput | undefined) => void;
}

/** Which role, over what, from when to when. */
export function GrantFields({ place, onGrant }: Props) {
  const { t } = useWords();
  const choices = choicesOf(place);
  const [key, setKey] = useState(choices[0]?.key);
  const [over, setOver] = useState<string>();
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [administrator, setAdministrator] = useState(false);
  const choice = choices.find((one) => one.key === key);
  const { county } = place;
  const countyId = county?.id;
  const provinceId = place.province?.id;
  const { role, scope } = choice ?? {};
  const marked = choice?.role === 'HR_OFFICER' || choice?.role === 'PROVINCE_OFFICER';

  useEffect(() => {
    const id = { county: countyId, province: provinceId, school: over, teacher: over }[scope ?? 'county'];
    onGrant(
      role && scope && id
        ? {
            role,
            [idOf[scope]]: id,
            administrator: marked && administrator,
            ...(from === '' ? {} : { from }),
            ...(until === '' ? {} : { until }),
          }
        : undefined,
    );
  }, [role, scope, countyId, provinceId, over, from, until, administrator, marked, onGrant]);

  return (
    <>
      <FormField label={t('users.role')}>
        {(field) => (
          <select
            {...field}
            value={key}
            onChange={({ target }) => {
              setKey(target.value);
              setOver(undefined);
            }}
          >
            {choices.map((one) => (
              <option key={one.key} value={one.key}>
                {one.key === 'INSPECTOR_OF_PROVINCE' ? t('users.inspectorOfProvince') : t(`role.${one.role}`)}
              </option>
            ))}
          </select>
        )}
      </FormField>
      {county && choice?.scope === 'school' ? (
        <Chooser key="school" county={county.code} of="school" onChoose={setOver} />
      ) : county && choice?.scope === 'teacher' ? (
        <Chooser key="teacher" county={county.code} of="teacher" onChoose={setOver} />
      ) : null}
      {marked ? (
        <label className="row small">
          <input
            type="checkbox"
            checked={administrator}
            onChange={({ target }) => setAdministrator(target.checked)}
          />
          {t('users.administratorToo')}
        </label>
      ) : null}
      <FormField label={t('users.firstDay')}>
        {(field) => <DayInput {...field} value={from} onDay={setFrom} />}
      </FormField>
      <FormField label={t('users.lastDay')}>
        {(field) => <DayInput {...field} value={until} min={from} onDay={setUntil} />}
      </FormField>
    </>
  );
}

interface ChooserProps {
  readonly county: string;
  readonly of: 'school' | 'teacher';
  readonly onChoose: (id: string | undefined) => void;
}

/** A county may have thousands of teachers: found by a part of the name, chosen from what is found. */
function Chooser({ county, of, onChoose }: ChooserProps) {
  const { t } = useWords();
  const [search, setSearch] = useState('');
  const variables = { county, search: search.trim() === '' ? null : search.trim() };
  const schools = useLiveQuery({
    query: SchoolsToChooseDocument,
    variables,
    pause: of !== 'school',
  });
  const teachers = useLiveQuery({
    query: TeachersToChooseDocument,
    variables,
    pause: of !== 'teacher' || variables.search === null,
  });
  const found =
    of === 'school'
      ? (schools.data?.county?.schools.nodes ?? []).map(({ id, name, code }) => ({ id, name, code }))
      : variables.search === null
        ? []
        : (teachers.data?.county?.teachers.nodes ?? []).map(({ id, name, staffNumber }) => ({
            id,
            name,
            code: staffNumber,
          }));
  return (
    <>
      <FormField label={t(`users.find.${of}`)}>
        {(field) => (
          <input
            {...field}
            type="search"
            value={search}
            onChange={({ target }) => {
              setSearch(target.value);
              onChoose(undefined);
            }}
          />
        )}
      </FormField>
      <FormField label={t(`users.over.${of}`)}>
        {(field) => (
          <select
            {...field}
            key={found.map(({ id }) => id).join()}
            required
            defaultValue=""
            onChange={({ target }) => onChoose(target.value === '' ? undefined : target.value)}
          >
            <option value="">{t(found.length === 0 ? 'users.findFirst' : 'users.choose')}</option>
            {found.map(({ id, name, code }) => (
              <option key={id} value={id}>
                {name} {code}
              </option>
            ))}
          </select>
        )}
      </FormField>
    </>
  );
}
