import { Alert } from 'antd';
import { type PlanHeadFragment, VerifyPlanDocument } from '../../graphql/generated/graphql.ts';
import { DownloadButton } from '../../ui/download-button.tsx';
import { Facts } from '../../ui/figures.tsx';
import { useWords } from '../../ui/language.ts';
import { GoalsTable } from './goals-table.tsx';
import { PlanQuestion } from './plan-question.tsx';

interface Props {
  readonly plan: PlanHeadFragment;
  readonly titleOf: (name: string) => string;
}

/** What is proven of the plan, on which facts, and how anybody can check it: here at once, or on a machine of their own. */
export function CertificateTab({ plan, titleOf }: Props) {
  const { t, say } = useWords();
  const { status, goals, engine, engineReason, problem, round, filePath, byHand } = plan;
  return (
    <div className="stack">
      <section className="panel stack" aria-label={t('certificate.check')}>
        <h2>{t('certificate.check')}</h2>
        {byHand ? (
          <p>{t('certificate.byHand')}</p>
        ) : (
          <PlanQuestion
            planId={plan.id}
            document={VerifyPlanDocument}
            text={t('certificate.text')}
            start={t('certificate.start')}
          >
            {({ confirmed, faultCount, faults, unproven, hash }) => (
              <Alert
                type={confirmed ? 'success' : 'error'}
                showIcon
                title={confirmed ? t('certificate.confirmed') : t('certificate.wrong', { count: faultCount })}
                description={
                  <div className="stack">
                    <p>
                      {t('plan.hash')} <code className="hash">{hash}</code>
                    </p>
                    {faults.length > 0 ? (
                      <ul className="remedies">
                        {faults.map(({ code, words }) => (
                          <li key={`${code} ${words.en}`}>{say(words)}</li>
                        ))}
                      </ul>
                    ) : null}
                    {unproven.length > 0 ? (
                      <>
                        <p className="strong">{t('certificate.unproven')}</p>
                        <ul className="remedies">
                          {unproven.map((words) => (
                            <li key={words.en}>{say(words)}</li>
                          ))}
                        </ul>
                      </>
                    ) : null}
                  </div>
                }
              />
            )}
          </PlanQuestion>
        )}
      </section>
      <Facts
        facts={[
          {
            label: t('round.status'),
            value: `${t(`plan.status.${status}`)}${t('colon')}${t(`plan.statusText.${status}`)}`,
          },
          { label: t('plan.hash'), value: <code className="hash">{problem.hash}</code> },
          { label: t('plan.policy'), value: round.policy.version },
          { label: t('plan.engine'), value: engine },
          { label: t('plan.engineWhy'), value: engineReason },
        ]}
      />
      <GoalsTable goals={goals} titleOf={titleOf} />
      {byHand ? null : (
        <section className="stack">
          <h2>{t('certificate.own')}</h2>
          <p>{t('certificate.ownText')}</p>
          <pre className="command">npm run verify -- problem.json plan.json</pre>
          <p className="quiet small">{t('certificate.exits')}</p>
          {filePath && problem.exportPath ? (
            <div className="row">
              <DownloadButton path={problem.exportPath}>{t('plan.checkProblem')}</DownloadButton>
              <DownloadButton path={filePath}>{t('plan.checkPlan')}</DownloadButton>
            </div>
          ) : (
            <p>{t('certificate.askOfficer')}</p>
          )}
        </section>
      )}
    </div>
  );
}
