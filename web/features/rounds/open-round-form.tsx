import { Alert, Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useMutation } from 'urql';
import { OpenRoundDocument } from '../../graphql/generated/graphql.ts';
import { whyNot } from '../../ui/act.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';

interface Props {
  readonly countyId: string;
  readonly onOpened: (roundId: string) => void;
}

/** The browser's own fields: a date field in the reader's own calendar, known to every keyboard. */
export function OpenRoundForm({ countyId, onOpened }: Props) {
  const { t } = useWords();
  const id = useId();
  const autumn = new Date().getFullYear();
  const [year, setYear] = useState(autumn);
  const [why, setWhy] = useState<string>();
  const [{ fetching }, openRound] = useMutation(OpenRoundDocument);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const budget = String(fields.get('budget'));
    const answer = await openRound({
      input: {
        countyId,
        name: String(fields.get('name')).trim(),
        schoolYear: year,
        effective: String(fields.get('effective')),
        ...(budget === '' ? {} : { budget: Number(budget) }),
      },
    });
    setWhy(whyNot(answer, { network: t('failure.network'), unknown: t('failure.unknown') }));
    const round = answer.data?.openRound;
    if (round?.__typename === 'Round') onOpened(round.id);
  };

  return (
    <section className="panel" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('rounds.open')}</h2>
      {why === undefined ? null : <Alert type="error" showIcon title={why} />}
      <form className="row-end" onSubmit={submit}>
        <div className="field">
          <label htmlFor={`${id}-name`}>{t('rounds.name')}</label>
          <input
            id={`${id}-name`}
            className="native wide"
            name="name"
            required
            maxLength={100}
            pattern=".*\S.*"
            placeholder={t('rounds.namePlaceholder')}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-year`}>{t('rounds.schoolYear')}</label>
          <select
            id={`${id}-year`}
            className="native"
            value={year}
            onChange={({ target }) => setYear(Number(target.value))}
          >
            {[autumn - 1, autumn, autumn + 1].map((choice) => (
              <option key={choice} value={choice}>
                {schoolYear(choice)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}-day`}>{t('rounds.effective')}</label>
          <DayInput id={`${id}-day`} key={year} name="effective" required defaultValue={`${year}-09-01`} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-budget`}>{t('rounds.budget')}</label>
          <input
            id={`${id}-budget`}
            className="native"
            name="budget"
            type="number"
            inputMode="numeric"
            min={0}
            max={1_000_000_000}
            step={1}
            placeholder={t('rounds.budgetNone')}
          />
        </div>
        <Button type="primary" htmlType="submit" loading={fetching}>
          {t('rounds.submit')}
        </Button>
      </form>
      <p className="quiet small">{t('rounds.effectiveHelp')}</p>
    </section>
  );
}
