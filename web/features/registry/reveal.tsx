import { Alert, Button, Checkbox, Input } from 'antd';
import { useId, useState } from 'react';
import { useMutation } from 'urql';
import {
  type PersonalField,
  RevealPersonalDataDocument,
  type RevealPersonalDataMutation,
} from '../../graphql/generated/graphql.ts';
import { whyNot } from '../../ui/act.ts';
import { Facts } from '../../ui/figures.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';

const fields = [
  'IDENTITY_NUMBER',
  'PHONE',
  'HOME_PLACE',
  'EXEMPTIONS',
] as const satisfies readonly PersonalField[];

type Revealed = Extract<
  RevealPersonalDataMutation['revealPersonalData'],
  { readonly __typename: 'RevealedPersonalData' }
>;

/** Personal data in clear, for a reason that stands in the record; gone again when the drawer closes. */
export function Reveal({ teacherId }: { readonly teacherId: string }) {
  const { t } = useWords();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState<readonly PersonalField[]>(['PHONE']);
  const [reason, setReason] = useState('');
  const [why, setWhy] = useState<string>();
  const [revealed, setRevealed] = useState<Revealed>();
  const [{ fetching }, reveal] = useMutation(RevealPersonalDataDocument);
  const ask = async () => {
    const answer = await reveal({ teacher: teacherId, fields: [...wanted], reason });
    const found = whyNot(answer, { network: t('failure.network'), unknown: t('failure.unknown') });
    setWhy(found);
    const data = answer.data?.revealPersonalData;
    if (data?.__typename === 'RevealedPersonalData') setRevealed(data);
  };
  if (revealed) return <InClear wanted={wanted} revealed={revealed} />;
  if (!open)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{t('registry.reveal')}</Button>
      </div>
    );
  return (
    <form
      className="panel"
      aria-label={t('registry.reveal')}
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <p className="quiet small">{t('registry.revealText')}</p>
      <div className="row">
        {fields.map((field) => (
          <Checkbox
            key={field}
            checked={wanted.includes(field)}
            onChange={({ target }) =>
              setWanted(target.checked ? [...wanted, field] : wanted.filter((one) => one !== field))
            }
          >
            {t(`registry.personal.${field}`)}
          </Checkbox>
        ))}
      </div>
      <div className="field">
        <label htmlFor={id}>{t('registry.revealReason')}</label>
        <Input id={id} value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
      </div>
      {why === undefined ? null : <Alert type="error" showIcon title={why} />}
      <div className="row">
        <Button
          type="primary"
          htmlType="submit"
          loading={fetching}
          disabled={reason.trim() === '' || wanted.length === 0}
        >
          {t('registry.revealNow')}
        </Button>
        <Button onClick={() => setOpen(false)}>{t('registry.cancel')}</Button>
      </div>
    </form>
  );
}

function InClear({
  wanted,
  revealed,
}: {
  readonly wanted: readonly PersonalField[];
  readonly revealed: Revealed;
}) {
  const { t, language } = useWords();
  const value: Readonly<Partial<Record<PersonalField, string>>> = {
    IDENTITY_NUMBER: revealed.identityNumber ?? t('none'),
    PHONE: revealed.phone ?? t('none'),
    HOME_PLACE: revealed.homePlace ?? t('none'),
    EXEMPTIONS:
      revealed.exemptions
        .map(({ kind, from, until, note }) =>
          [
            t(`registry.exemptionKind.${kind}`),
            `${day(from, language)} – ${until ? day(until, language) : t('registry.openEnd')}`,
            note,
          ]
            .filter(Boolean)
            .join(' '),
        )
        .join('；') || t('none'),
  };
  return (
    <section className="panel" aria-label={t('registry.inClear')}>
      <h2 className="sub">{t('registry.inClear')}</h2>
      <Facts
        facts={fields
          .filter((field) => wanted.includes(field))
          .map((field) => ({ label: t(`registry.personal.${field}`), value: value[field] }))}
      />
    </section>
  );
}
