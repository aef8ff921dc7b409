import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import {
  type ApproverRowFragment,
  ApproversDocument,
  EndApproverDocument,
  EndStandInDocument,
  NameApproverDocument,
  NameStandInDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { useAct } from '../../ui/use-act.ts';
import type { KeptPlace } from './grant-fields.tsx';

interface Props {
  readonly county: NonNullable<KeptPlace['county']>;
  readonly mayEdit: boolean;
}

/** A named approver or stand-in whose last day is to be set. */
type Ending =
  | { readonly of: 'approver'; readonly id: string; readonly version: number; readonly name: string }
  | { readonly of: 'standIn'; readonly id: string; readonly version: number; readonly name: string };

/** Who approves plans (four eyes), and who stands in for them when. */
export function ApproversPart({ county, mayEdit }: Props) {
  const { t, language } = useWords();
  const { data, again } = useLiveQuery({ query: ApproversDocument, variables: { county: county.code } });
  const [ending, setEnding] = useState<Ending>();
  const approvers = data?.county?.approvers ?? [];
  const span = (from: string, until: string | null | undefined) =>
    until
      ? t('users.span', { from: day(from, language), until: day(until, language) })
      : t('users.spanOpen', { from: day(from, language) });
  const endButton = (one: Ending) =>
    mayEdit ? (
      <Button size="small" aria-label={t('users.endOf', { name: one.name })} onClick={() => setEnding(one)}>
        {t('users.end')}
      </Button>
    ) : null;
  const columns: readonly Column<ApproverRowFragment>[] = [
    {
      key: 'who',
      title: t('users.approver'),
      cell: ({ id, user, version }) => (
        <span className="row">
          {user.name} {endButton({ of: 'approver', id, version, name: user.name })}
        </span>
      ),
    },
    { key: 'days', title: t('users.days'), cell: ({ from, until }) => span(from, until) },
    {
      key: 'standIns',
      title: t('users.standIns'),
      cell: ({ standIns }) =>
        standIns.length === 0 ? (
          <span className="quiet">{t('none')}</span>
        ) : (
          <ul className="field-changes">
            {standIns.map(({ id, user, from, until, reason, version }) => (
              <li key={id} className="row">
                {user.name} {span(from, until)} {reason}
                {endButton({ of: 'standIn', id, version, name: user.name })}
              </li>
            ))}
          </ul>
        ),
    },
  ];
  return (
    <section className="stack">
      <h2>{t('users.approvers')}</h2>
      <p className="quiet">{t('users.approversAbout')}</p>
      {approvers.length > 0 ? (
        <DataTable
          caption={t('users.approvers')}
          columns={columns}
          rows={approvers}
          rowKey={({ id }) => id}
        />
      ) : data ? (
        <p>{t('users.noApprover')}</p>
      ) : null}
      {ending ? (
        <EndForm
          key={ending.id}
          ending={ending}
          onDone={() => {
            setEnding(undefined);
            again();
          }}
          onReadAgain={again}
        />
      ) : null}
      {mayEdit ? <NameForm county={county.id} approvers={approvers} onNamed={again} /> : null}
    </section>
  );
}

interface EndProps {
  readonly ending: Ending;
  readonly onDone: () => void;
  readonly onReadAgain: () => void;
}

function EndForm({ ending: { of, id, version, name }, onDone, onReadAgain }: EndProps) {
  const { t } = useWords();
  const approver = useAct(EndApproverDocument);
  const standIn = useAct(EndStandInDocument);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const until = String(new FormData(event.currentTarget).get('until'));
    if (await (of === 'approver' ? approver : standIn).act({ id, version, until })) onDone();
  };
  return (
    <form className="panel" onSubmit={submit} aria-label={t('users.endOf', { name })}>
      <NotDone why={approver.notDone ?? standIn.notDone} onReadAgain={onReadAgain} />
      <div className="row-end">
        <FormField label={t('users.lastDayOf', { name })}>
          {(field) => <DayInput {...field} name="until" required />}
        </FormField>
        <Button danger htmlType="submit" loading={approver.fetching || standIn.fetching}>
          {t('users.end')}
        </Button>
        <Button onClick={onDone}>{t('users.cancel')}</Button>
      </div>
    </form>
  );
}

interface NameProps {
  readonly county: string;
  readonly approvers: readonly ApproverRowFragment[];
  readonly onNamed: () => void;
}

/** An approver, or somebody who stands in for one of them. */
function NameForm({ county, approvers, onNamed }: NameProps) {
  const { t } = useWords();
  const approver = useAct(NameApproverDocument);
  const standIn = useAct(NameStandInDocument);
  const [standsInFor, setStandsInFor] = useState('');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const said = (name: string) => String(fields.get(name) ?? '').trim();
    const given = { email: said('email'), from: said('from'), until: said('until') };
    const done =
      standsInFor === ''
        ? await approver.act({ county, ...given, until: given.until === '' ? null : given.until })
        : await standIn.act({ id: standsInFor, ...given, reason: said('reason') || null });
    if (!done) return;
    form.reset();
    setStandsInFor('');
    onNamed();
  };
  return (
    <details>
      <summary>{t('users.nameTitle')}</summary>
      <div className="stack">
        <NotDone why={approver.notDone ?? standIn.notDone} />
        <form className="row-end" onSubmit={submit}>
          <FormField label={t('users.nameAs')}>
            {(field) => (
              <select {...field} value={standsInFor} onChange={({ target }) => setStandsInFor(target.value)}>
                <option value="">{t('users.approver')}</option>
                {approvers.map(({ id, user }) => (
                  <option key={id} value={id}>
                    {t('users.standInFor', { name: user.name })}
                  </option>
                ))}
              </select>
            )}
          </FormField>
          <FormField label={t('users.email')}>
            {(field) => <input {...field} name="email" type="email" required autoComplete="off" />}
          </FormField>
          <FormField label={t('users.firstDay')}>
            {(field) => <DayInput {...field} name="from" required />}
          </FormField>
          <FormField label={t('users.lastDay')}>
            {(field) => <DayInput {...field} name="until" required={standsInFor !== ''} />}
          </FormField>
          {standsInFor === '' ? null : (
            <FormField label={t('users.reason')}>
              {(field) => <input {...field} name="reason" maxLength={200} />}
            </FormField>
          )}
          <Button htmlType="submit" loading={approver.fetching || standIn.fetching}>
            {t('users.nameSubmit')}
          </Button>
        </form>
      </div>
    </details>
  );
}
