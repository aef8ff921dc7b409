import { Button } from 'antd';
import { useState } from 'react';
import type { PlanHeadFragment } from '../../graphql/generated/graphql.ts';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { History } from './history.tsx';
import { PublishedChanges } from './published-changes.tsx';
import { StepDialog } from './step-dialog.tsx';
import { isDangerous, leadsOn, type Published, type StepName, stepNamed } from './steps.ts';

interface Props {
  readonly plan: PlanHeadFragment;
  readonly again: () => void;
}

/** Where the plan is on its way, who took it there, what may be done next, and what stands against it. */
export function StepsPanel({ plan, again }: Props) {
  const { t, say } = useWords();
  const [asked, setAsked] = useState<StepName>();
  const [changes, setChanges] = useState<Published>();
  const steps = plan.openActs.flatMap((open) => {
    const step = stepNamed(open.act);
    return step === undefined ? [] : [{ ...open, step }];
  });
  const [next] = steps.filter(({ step, against }) => !against && leadsOn(step));
  return (
    <section className="panel stack" aria-label={t('planActs.title')}>
      <Way plan={plan} />
      {steps.length > 0 ? (
        <div className="row no-print">
          {steps.map(({ step, against }) => (
            <Button
              key={step}
              type={step === next?.step ? 'primary' : 'default'}
              danger={isDangerous(step)}
              disabled={against !== null && against !== undefined}
              onClick={() => setAsked(step)}
            >
              {t(`planActs.do.${step}`)}
            </Button>
          ))}
        </div>
      ) : null}
      {steps.map(({ step, against }) =>
        against ? (
          <p key={step} className="small">
            <strong>{t('planActs.cannot', { act: t(`planActs.do.${step}`) })}</strong> {say(against)}
          </p>
        ) : null,
      )}
      <PublishedChanges changes={changes} />
      <Decisions plan={plan} />
      <History plan={plan} />
      {asked === undefined ? null : (
        <StepDialog
          key={asked}
          step={asked}
          reason={steps.find(({ step }) => step === asked)?.reason ?? 'MAY'}
          plan={plan}
          again={again}
          onDone={(published) => {
            setAsked(undefined);
            setChanges(published);
            again();
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}

/** The four stations of a plan, with who brought it there and when. */
function Way({ plan }: Pick<Props, 'plan'>) {
  const { t, language } = useWords();
  const { state, author, createdAt, submittedAt, approvedAt, publishedAt, finalAt } = plan;
  const approver =
    plan.approvedBy && plan.approvedFor
      ? t('planActs.approvedFor', { name: plan.approvedBy.name, other: plan.approvedFor.name })
      : plan.approvedBy?.name;
  const stations = [
    { key: 'DRAFT', who: author?.name, at: createdAt },
    { key: 'SUBMITTED', who: plan.submittedBy?.name, at: submittedAt },
    { key: 'APPROVED', who: approver, at: approvedAt },
    { key: 'PROVISIONAL', who: undefined, at: publishedAt },
    { key: 'FINAL', who: undefined, at: finalAt },
  ] as const;
  return (
    <ol className="plan-way">
      {stations.map(({ key, who, at }) => (
        <li key={key} aria-current={key === state ? 'step' : undefined} data-past={at ? true : undefined}>
          <strong>{t(`plan.state.${key}`)}</strong>
          <span className="quiet small">
            {at ? [who, instant(at, language)].filter(Boolean).join(' · ') : t('planActs.notYet')}
          </span>
        </li>
      ))}
      {state === 'DISCARDED' ? (
        <li aria-current="step">
          <strong>{t('plan.state.DISCARDED')}</strong>
        </li>
      ) : null}
    </ol>
  );
}

function Decisions({ plan: { decisions } }: Pick<Props, 'plan'>) {
  const { t } = useWords();
  if (decisions.length === 0) return null;
  return (
    <div>
      <h2 className="small">{t('planActs.decisions')}</h2>
      <ul className="remedies">
        {decisions.map(({ id, allows, decidedBy, reason, reference }) => (
          <li key={id}>
            {t(`planActs.allows.${allows}`)} {t('planActs.decided', { decidedBy, reason, reference })}
          </li>
        ))}
      </ul>
    </div>
  );
}
