import { PostingInFullDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { type Assessment, AssessmentPanel } from './assessment-panel.tsx';

/** The assessment of a posting that waits for the reader, and how it is shown; `none` is told where none waits any more. */
export function useAssessment(postingId: string, waits: (assessment: Assessment) => boolean, none: string) {
  const { data, error, again } = useLiveQuery({ query: PostingInFullDocument, variables: { id: postingId } });
  const full = data?.node?.__typename === 'Posting' ? data.node : undefined;
  const assessment = full?.assessments.find(waits);
  const shown = error ? (
    <Failure error={error} onRetry={again} />
  ) : assessment ? (
    <AssessmentPanel assessment={assessment} />
  ) : full ? (
    <p className="quiet">{none}</p>
  ) : (
    <Loading />
  );
  return { assessment, shown };
}
