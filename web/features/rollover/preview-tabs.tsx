import { Tabs } from 'antd';
import type { RolloverPreviewQuery } from '../../graphql/generated/graphql.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';

type Preview = NonNullable<NonNullable<RolloverPreviewQuery['county']>['rolloverPreview']>;

/** What the year brings: findings first, then grades and classes, returns and new versions. */
export function PreviewTabs({ preview }: { readonly preview: Preview }) {
  const { t } = useWords();
  const { findings, grades, endingPostings, newVersions } = preview;
  return (
    <Tabs
      destroyOnHidden
      items={[
        {
          key: 'findings',
          label: `${t('rollover.findings')} ${findings.length}`,
          children: <Findings preview={preview} />,
        },
        {
          key: 'grades',
          label: `${t('rollover.grades')} ${grades.length}`,
          children: <Grades preview={preview} />,
        },
        {
          key: 'returns',
          label: `${t('rollover.returns')} ${endingPostings.length}`,
          children: <Returns preview={preview} />,
        },
        {
          key: 'versions',
          label: `${t('rollover.versions')} ${newVersions.length}`,
          children: <Versions preview={preview} />,
        },
      ]}
    />
  );
}

function Findings({ preview: { findings } }: { readonly preview: Preview }) {
  const { t, say } = useWords();
  if (findings.length === 0) return <p className="quiet">{t('rollover.noFindings')}</p>;
  return (
    <DataTable
      caption={t('rollover.findings')}
      rows={findings}
      rowKey={({ code, words, section }) => `${code} ${section?.id} ${words.en}`}
      columns={[
        { key: 'code', title: t('rollover.kind'), cell: ({ code }) => t(`rollover.code.${code}`) },
        {
          key: 'section',
          title: t('rollover.section'),
          cell: ({ section }) => (section ? `${section.school.name} ${t(`stage.${section.stage}`)}` : '—'),
        },
        { key: 'words', title: t('rollover.what'), cell: ({ words }) => say(words) },
      ]}
    />
  );
}

function Grades({ preview: { grades } }: { readonly preview: Preview }) {
  const { t } = useWords();
  const named = grades.toSorted(
    (a, b) => order(a) - order(b) || placeOf(a).localeCompare(placeOf(b)) || a.grade - b.grade,
  );
  return (
    <DataTable
      caption={t('rollover.grades')}
      rows={named}
      rowKey={({ section, grade }) => `${section?.id} ${grade}`}
      columns={[
        {
          key: 'section',
          title: t('rollover.section'),
          cell: ({ section }) => (section ? `${section.school.name} ${t(`stage.${section.stage}`)}` : '—'),
        },
        { key: 'grade', title: t('rollover.grade'), end: true, cell: ({ grade }) => grade },
        {
          key: 'pupilsBefore',
          title: t('rollover.pupilsNow'),
          end: true,
          cell: ({ pupilsBefore }) => pupilsBefore ?? '—',
        },
        { key: 'pupils', title: t('rollover.pupilsNext'), end: true, cell: ({ pupils }) => pupils ?? '—' },
        {
          key: 'classesBefore',
          title: t('rollover.classesNow'),
          end: true,
          cell: ({ classesBefore }) => classesBefore ?? '—',
        },
        { key: 'classes', title: t('rollover.classesNext'), end: true, cell: ({ classes }) => classes },
        { key: 'basis', title: t('rollover.basisLabel'), cell: ({ basis }) => t(`rollover.basis.${basis}`) },
      ]}
    />
  );
}

type Grade = Preview['grades'][number];

const order = ({ section }: Grade) => (section?.stage === 'JUNIOR' ? 1 : 0);
const placeOf = ({ section }: Grade) => section?.school.name ?? '';

function Returns({ preview: { endingPostings } }: { readonly preview: Preview }) {
  const { t, language } = useWords();
  if (endingPostings.length === 0) return <p className="quiet">{t('rollover.noReturns')}</p>;
  return (
    <DataTable
      caption={t('rollover.returns')}
      rows={endingPostings}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'teacher',
          title: t('rollover.teacher'),
          cell: ({ teacher }) => `${teacher.name} ${teacher.staffNumber}`,
        },
        { key: 'host', title: t('rollover.host'), cell: ({ hostSchool }) => hostSchool.name },
        { key: 'home', title: t('rollover.home'), cell: ({ from }) => from?.school.name ?? '—' },
        {
          key: 'ends',
          title: t('rollover.ends'),
          cell: ({ endsOn }) => (endsOn ? day(endsOn, language) : '—'),
        },
        {
          key: 'decision',
          title: t('rollover.decision'),
          cell: ({ decision }) => t(decision ? 'rollover.decided' : 'rollover.undecided'),
        },
      ]}
    />
  );
}

function Versions({ preview: { newVersions } }: { readonly preview: Preview }) {
  const { t, language } = useWords();
  if (newVersions.length === 0) return <p className="quiet">{t('rollover.noVersions')}</p>;
  return (
    <DataTable
      caption={t('rollover.versions')}
      rows={newVersions}
      rowKey={({ kind, version }) => `${kind} ${version}`}
      columns={[
        { key: 'kind', title: t('rollover.kind'), cell: ({ kind }) => t(`rollover.standard.${kind}`) },
        { key: 'version', title: t('rollover.version'), cell: ({ version }) => version },
        {
          key: 'from',
          title: t('rollover.effective'),
          cell: ({ effectiveFrom }) => day(effectiveFrom, language),
        },
      ]}
    />
  );
}
