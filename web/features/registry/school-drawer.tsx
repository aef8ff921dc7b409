import { App, Drawer, Tabs } from 'antd';
import {
  ChangeSchoolDocument,
  RegistrySchoolDocument,
  type SchoolOnRecordFragment,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useWords } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { History } from './history.tsx';
import { RecordForm } from './record-form.tsx';
import { SectionForm } from './section-form.tsx';
import { useChange } from './use-change.ts';

interface Props {
  readonly county: string;
  /** Undefined: closed. */
  readonly schoolId: string | undefined;
  readonly mayEdit: boolean;
  readonly schools: readonly { readonly code: string; readonly name: string }[];
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** A school, its sections, their classes and pupils, and who changed them. */
export function SchoolDrawer({ county, schoolId, mayEdit, schools, onClose, onChanged }: Props) {
  const { t } = useWords();
  const { data, error, fetching, again } = useLiveQuery({
    query: RegistrySchoolDocument,
    variables: { school: schoolId ?? '' },
    pause: schoolId === undefined,
  });
  const school = data?.node?.__typename === 'School' && data.node.id === schoolId ? data.node : undefined;
  const changed = () => {
    again();
    onChanged();
  };
  return (
    <Drawer
      open={schoolId !== undefined}
      onClose={onClose}
      title={school ? `${school.name} · ${school.code}` : t('registry.aSchool')}
      size={520}
      mask={false}
      destroyOnHidden
    >
      {school ? (
        <Details
          key={school.id}
          county={county}
          school={school}
          mayEdit={mayEdit}
          schools={schools}
          onReadAgain={again}
          onChanged={changed}
        />
      ) : error ? (
        <Failure error={error} onRetry={again} />
      ) : fetching ? (
        <Loading />
      ) : null}
    </Drawer>
  );
}

interface DetailsProps extends Pick<Props, 'county' | 'mayEdit' | 'schools' | 'onChanged'> {
  readonly school: SchoolOnRecordFragment;
  readonly onReadAgain: () => void;
}

function Details({ county, school, mayEdit, schools, onReadAgain, onChanged }: DetailsProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { change, fetching, refused, forget } = useChange(ChangeSchoolDocument, school.version);
  return (
    <Tabs
      size="small"
      items={[
        {
          key: 'record',
          label: t('registry.record'),
          children: (
            <RecordForm
              record={school.record}
              mayEdit={mayEdit}
              schools={schools}
              saving={fetching}
              refused={refused}
              onCancel={forget}
              onReadAgain={onReadAgain}
              onSave={async (values) => {
                const done = await change({ id: school.id, version: school.version, values });
                if (done) {
                  message.success(t('registry.saved'));
                  onChanged();
                }
                return done !== undefined;
              }}
            />
          ),
        },
        ...school.sections.map((section) => ({
          key: section.id,
          label: t(`stage.${section.stage}`),
          children: (
            <SectionForm
              section={section}
              mayEdit={mayEdit}
              schools={schools}
              onReadAgain={onReadAgain}
              onChanged={onChanged}
            />
          ),
        })),
        {
          key: 'history',
          label: t('registry.history'),
          children: <History county={county} row={school.id} record={school.record} />,
        },
      ]}
    />
  );
}
