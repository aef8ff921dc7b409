import { Button } from 'antd';
import { useState } from 'react';
import { LetterCountsDocument, type LetterKind } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { DownloadButton } from '../../ui/download-button.tsx';
import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { IssueDialog } from './issue-dialog.tsx';
import type { PlanToCarryOut } from './order-panel.tsx';
import { letterKinds } from './view.ts';

interface Props {
  readonly county: { readonly id: string; readonly code: string; readonly timeZone: string };
  readonly plan: PlanToCarryOut;
}

/** The second step: papers of each kind, how many are in force, and all of them in one file. */
export function IssuePanel({ county, plan }: Props) {
  const { t, language } = useWords();
  const [issuing, setIssuing] = useState<LetterKind>();
  const { data, again } = useLiveQuery({
    query: LetterCountsDocument,
    variables: { county: county.code, plan: plan.id },
  });
  const paths = data?.node?.__typename === 'Plan' ? data.node : undefined;
  const known = data?.county;
  const issued: Record<LetterKind, number> = {
    DISPATCH: known?.dispatch.totalCount ?? 0,
    RETURN: known?.return.totalCount ?? 0,
    CIRCUIT: known?.circuit.totalCount ?? 0,
    TRANSFER: known?.transfer.totalCount ?? 0,
    PLACEMENT: known?.placement.totalCount ?? 0,
    NOTICE: known?.notice.totalCount ?? 0,
  };
  const files: Record<LetterKind, readonly (string | undefined)[]> = {
    DISPATCH: [paths?.dispatchPdf, paths?.dispatchDocx, paths?.dispatchZip],
    RETURN: [paths?.returnPdf, paths?.returnDocx, paths?.returnZip],
    CIRCUIT: [paths?.circuitPdf, paths?.circuitDocx, paths?.circuitZip],
    TRANSFER: [paths?.transferPdf, paths?.transferDocx, paths?.transferZip],
    PLACEMENT: [paths?.placementPdf, paths?.placementDocx, paths?.placementZip],
    NOTICE: [],
  };
  return (
    <section className="panel" aria-labelledby="issue-title">
      <h2 id="issue-title">{t('letters.issue.title')}</h2>
      <dl className="kinds">
        {letterKinds.map((kind) => (
          <div key={kind}>
            <dt>{t(`letters.kind.${kind}`)}</dt>
            <dd>{t('letters.issue.inForce', { count: count(issued[kind], language) })}</dd>
            <dd className="row">
              {plan.issuableKinds.includes(kind) ? (
                <Button
                  size="small"
                  aria-label={t('letters.issue.doOf', { kind: t(`letters.kind.${kind}`) })}
                  onClick={() => setIssuing(kind)}
                >
                  {t('letters.issue.do')}
                </Button>
              ) : null}
              {issued[kind] > 0
                ? files[kind].map((path, index) =>
                    path ? (
                      <DownloadButton
                        key={path}
                        path={path}
                        small
                        label={t('letters.fileOf', {
                          reference: t(`letters.kind.${kind}`),
                          format: t(`letters.file.${fileNames[index] ?? 'pdf'}`),
                        })}
                      >
                        {t(`letters.file.${fileNames[index] ?? 'pdf'}`)}
                      </DownloadButton>
                    ) : null,
                  )
                : null}
            </dd>
          </div>
        ))}
      </dl>
      <p className="quiet small">{t('letters.issue.help')}</p>
      {issuing ? (
        <IssueDialog
          key={issuing}
          county={county}
          plan={plan}
          kind={issuing}
          onClose={() => setIssuing(undefined)}
          onDone={again}
        />
      ) : null}
    </section>
  );
}

const fileNames = ['pdf', 'docx', 'zip'] as const;
