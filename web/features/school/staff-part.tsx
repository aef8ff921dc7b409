import { useEffect, useMemo } from 'react';
import { SchoolStaffDocument, type SchoolStaffQuery } from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Figures } from '../../ui/figures.tsx';
import { count, day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';

interface Props {
  readonly schoolId: string;
  readonly county: string;
}

type Teacher = NonNullable<SchoolStaffQuery['county']>['teachers']['nodes'][number];

const staffIn = ({ county }: SchoolStaffQuery) => county?.teachers;

/** Everybody who serves here, with a summary by age, title and honours; what is wrong is told to HR, or by the teacher. */
export function StaffPart({ schoolId, county }: Props) {
  const { t, say, language } = useWords();
  const variables = useMemo(() => ({ county, school: schoolId }), [county, schoolId]);
  const { rows, fetching, error, more, failure } = usePages(SchoolStaffDocument, variables, staffIn);
  // What is counted is read whole: the next page follows by itself.
  useEffect(() => {
    if (!fetching && !error) more?.();
  }, [fetching, error, more]);
  if (failure) return <Failure error={failure.error} onRetry={failure.retry} />;
  if (fetching || more) return <Loading />;
  return (
    <>
      <Summary staff={rows} />
      <p className="quiet">{t('school.staffHelp')}</p>
      <DataTable
        caption={t('school.part.staff')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            title: t('school.teacher'),
            cell: ({ name, staffNumber }) => (
              <>
                {name} <span className="quiet small">{staffNumber}</span>
              </>
            ),
          },
          {
            key: 'subject',
            title: t('school.subject'),
            cell: ({ subject, secondSubject }) =>
              [subject, secondSubject].flatMap((one) => (one ? [say(one.words)] : [])).join(t('comma')),
          },
          { key: 'title', title: t('school.titleLabel'), cell: ({ title }) => t(`teacherTitle.${title}`) },
          {
            key: 'office',
            title: t('school.office'),
            cell: ({ cadreRole, classTeacher }) =>
              [
                cadreRole ? t(`cadreRole.${cadreRole}`) : undefined,
                classTeacher ? t('school.classTeacher') : undefined,
              ]
                .filter((one) => one !== undefined)
                .join(t('comma')),
          },
          {
            key: 'born',
            title: t('school.born'),
            cell: ({ born }) => (born == null ? t('unknown') : day(born, language)),
          },
          {
            key: 'since',
            title: t('school.since'),
            cell: ({ servingSince }) => day(servingSince, language),
          },
          { key: 'registered', title: t('school.registered'), cell: ({ registered }) => registered.name },
        ]}
      />
    </>
  );
}

function Summary({ staff }: { readonly staff: readonly Teacher[] }) {
  const { t, language } = useWords();
  const counted = (fits: (teacher: Teacher) => boolean) => count(staff.filter(fits).length, language);
  return (
    <Figures
      figures={[
        { label: t('school.serving'), value: count(staff.length, language) },
        { label: t('school.young'), value: counted(({ ageBand }) => ageBand === 'YOUNG') },
        { label: t('school.middle'), value: counted(({ ageBand }) => ageBand === 'MIDDLE') },
        { label: t('school.old'), value: counted(({ ageBand }) => ageBand === 'OLDER') },
        {
          label: t('school.senior'),
          value: counted(({ title }) => title === 'SENIOR' || title === 'FULL_SENIOR'),
        },
        { label: t('school.backbones'), value: counted(({ backbone }) => backbone !== 'NONE') },
      ]}
    />
  );
}
