import type { MyRoundFragment, MySheetFragment } from '../../graphql/generated/graphql.ts';
import { Facts } from '../../ui/figures.tsx';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { ObjectionForm, Objections } from '../../ui/objections.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { TeacherQuestions } from '../../ui/teacher-questions.tsx';
import type { Teacher } from './view.ts';

interface Props {
  readonly teacher: Teacher;
  readonly rounds: readonly MyRoundFragment[];
  readonly onChange: () => void;
}

/** Each published plan as it means the teacher: the reason, who signed, the way to object, and what was answered. */
export function PlansPart({ teacher, rounds, onChange }: Props) {
  const { t } = useWords();
  const { reasonSheets } = teacher;
  if (reasonSheets.length === 0)
    return <EmptyState title={t('me.plansNone')}>{t('me.plansEmpty')}</EmptyState>;
  return reasonSheets.map((sheet) => (
    <Sheet
      key={sheet.reason.id}
      sheet={sheet}
      teacherId={teacher.id}
      round={rounds.find(({ id }) => id === sheet.plan.round.id)}
      onChange={onChange}
    />
  ));
}

interface SheetProps {
  readonly sheet: MySheetFragment;
  readonly teacherId: string;
  readonly round: MyRoundFragment | undefined;
  readonly onChange: () => void;
}

function Sheet({ sheet, teacherId, round, onChange }: SheetProps) {
  const { t, say, language } = useWords();
  const { plan, reason } = sheet;
  // Two lists may be out: what stands under each says of which it is.
  const name = `${plan.round.name} · ${plan.name}`;
  const objections = round?.objections.nodes ?? [];
  const when = (at: string | null | undefined) => (at == null ? t('me.notYet') : instant(at, language));
  return (
    <article className="panel" aria-label={name}>
      <div className="row">
        <h2>{name}</h2>
        <span className="badge" data-outcome={reason.outcome}>
          {t(`plan.outcome.${reason.outcome}`)}
        </span>
        <span className="quiet small">
          {sheet.replaced ? t('me.replaced') : t(`plan.state.${plan.state}`)}
        </span>
      </div>
      <p className="reason">{say(reason.words)}</p>
      <Facts
        facts={[
          {
            label: t('me.approved'),
            value: `${sheet.approvedBy?.name ?? t('unknown')} · ${when(sheet.approvedAt)}`,
          },
          { label: t('me.published'), value: when(sheet.publishedAt) },
          { label: t('me.final'), value: when(sheet.finalAt) },
        ]}
      />
      <p>
        <a href={sheet.path} target="_blank" rel="noreferrer">
          {t('me.sheet')}
        </a>
      </p>
      <section className="stack" aria-label={`${t('me.objection')}：${name}`}>
        <h3>{t('me.objection')}</h3>
        <p className="quiet">{say(sheet.howToObjectWords)}</p>
        <Objections objections={objections} onChange={onChange} />
        {sheet.mayObject ? (
          <ObjectionForm
            planId={plan.id}
            by={{ teacher: teacherId }}
            help={t('me.objectionHelp')}
            onChange={onChange}
          />
        ) : null}
      </section>
      {sheet.mayAsk ? (
        <section className="stack no-print" aria-label={`${t('me.questions')}：${name}`}>
          <h3>{t('me.questions')}</h3>
          <TeacherQuestions
            planId={plan.id}
            teacherId={teacherId}
            words={{
              whyNot: reason.outcome === 'MOVES' ? undefined : t('me.whyNot'),
              whereElse: t('me.whereElse'),
            }}
          />
        </section>
      ) : null}
    </article>
  );
}
