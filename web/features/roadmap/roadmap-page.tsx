import { Alert, Button } from 'antd';
import { type RoadmapAnswerFragment, RoadmapDocument } from '../../graphql/generated/graphql.ts';
import { useQuestion } from '../../graphql/use-question.ts';
import { Answer } from '../../ui/answer.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { RoadmapChart } from './roadmap-chart.tsx';
import { StartNow } from './start-now.tsx';
import type { RoadmapView } from './view.ts';
import { YearDetails } from './year-details.tsx';
import { YearTable } from './year-table.tsx';

interface Props {
  /** Code of the county. */
  readonly county: string;
  readonly view: RoadmapView;
  readonly onView: (patch: RoadmapView) => void;
}

/** The school years to come, each solved and carried on into the next: what to begin now, and why. */
export function RoadmapPage({ county, view, onView }: Props) {
  const { t } = useWords();
  const question = useQuestion(RoadmapDocument);
  const found = question.answer?.roadmap;
  const refused = found && 'message' in found ? found.message : question.refused;
  const answer = found?.__typename === 'Roadmap' ? found : undefined;
  const asked = { county, years: Number(view.years ?? 5), on: view.on ?? null };
  return (
    <Page title={t('roadmap.title')} lead={t('roadmap.lead')}>
      <form
        className="panel no-print"
        onSubmit={(event) => {
          event.preventDefault();
          question.ask(asked);
        }}
      >
        <div className="row-end">
          <SelectField
            label={t('roadmap.years')}
            none={t('roadmap.yearCount', { count: 5 })}
            value={view.years}
            choices={(['4', '3', '2', '1'] as const).map((value) => ({
              value,
              label: t('roadmap.yearCount', { count: Number(value) }),
            }))}
            onChange={(years) => onView({ years })}
          />
          <DayField label={t('roadmap.on')} value={view.on} onDay={(on) => onView({ on })} />
          <Button type="primary" htmlType="submit" disabled={question.fetching}>
            {t('roadmap.ask')}
          </Button>
          {answer ? <PrintButton /> : null}
        </div>
        <p className="quiet small">{t('roadmap.askText')}</p>
      </form>
      <Answer question={{ ...question, refused, answer }}>
        {(roadmap) => <Found roadmap={roadmap} view={view} onView={onView} />}
      </Answer>
      {question.asked === undefined ||
      (!question.fetching && !answer && refused === undefined && !question.error) ? (
        <EmptyState title={t('roadmap.empty')}>{t('roadmap.emptyText')}</EmptyState>
      ) : null}
    </Page>
  );
}

interface FoundProps extends Omit<Props, 'county'> {
  readonly roadmap: RoadmapAnswerFragment;
}

function Found({ roadmap, view, onView }: FoundProps) {
  const { t, say } = useWords();
  const { years, startNow, assumptions } = roadmap;
  const cut = years.filter(({ cutShort }) => cutShort).length;
  const open = years.find(({ schoolYear }) => String(schoolYear) === view.year) ?? years[0];
  return (
    <div className="stack">
      {cut > 0 ? <Alert type="warning" showIcon title={t('roadmap.cutShort', { count: cut })} /> : null}
      <StartNow startNow={startNow} />
      <RoadmapChart years={years} />
      <YearTable
        years={years}
        chosen={open?.schoolYear}
        onChoose={(year) => onView({ year: String(year) })}
      />
      {open ? <YearDetails year={open} /> : null}
      <details className="panel">
        <summary>
          <h2>{t('roadmap.assumptions', { count: assumptions.length })}</h2>
        </summary>
        <ul className="remedies">
          {assumptions.map(({ code, words }) => (
            <li key={`${code} ${words.en}`}>{say(words)}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}
