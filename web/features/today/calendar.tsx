import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CalendarOfRoundFragment, WindowKind } from '../../graphql/generated/graphql.ts';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { zhCn } from '../../ui/words/zh-cn.ts';
import { WindowForm } from './window-form.tsx';
import { YearStrip } from './year-strip.tsx';

interface Props {
  readonly round: CalendarOfRoundFragment;
  readonly today: string;
  readonly mayEdit: boolean;
  readonly onReadAgain: () => void;
}

/** In the order of the year. */
const kinds = Object.keys(zhCn.today.windowKind) as WindowKind[];

/** The year of one round that is under way; officers set its days here. */
export function Calendar({ round, today, mayEdit, onReadAgain }: Props) {
  const { t, language } = useWords();
  const [setting, setSetting] = useState<WindowKind>();
  const missing = kinds.filter((kind) => round.windows.every((window) => window.kind !== kind));
  return (
    <section className="stack" aria-labelledby={`calendar-${round.id}`}>
      <h2 id={`calendar-${round.id}`}>{t('today.calendar', { round: round.name })}</h2>
      <div className="row">
        <span className="quiet small">{t('today.effective', { day: day(round.effective, language) })}</span>
        <Link to="/rounds/$roundId" params={{ roundId: round.id }}>
          {t('today.toRound')}
        </Link>
      </div>
      {round.windows.length === 0 ? (
        <p>{t(mayEdit ? 'today.noWindowsEdit' : 'today.noWindows')}</p>
      ) : (
        <YearStrip round={round} today={today} onSet={mayEdit ? setSetting : undefined} />
      )}
      {mayEdit && setting ? (
        <WindowForm
          key={`${setting} ${round.windows.length}`}
          round={round}
          kind={setting}
          onDone={() => setSetting(undefined)}
          onReadAgain={onReadAgain}
        />
      ) : null}
      {mayEdit && !setting && missing.length > 0 ? (
        <SelectField
          label={t('today.addWindow')}
          none={t('today.choose')}
          value={undefined}
          choices={missing.map((value) => ({ value, label: t(`today.windowKind.${value}`) }))}
          onChange={setSetting}
        />
      ) : null}
    </section>
  );
}
