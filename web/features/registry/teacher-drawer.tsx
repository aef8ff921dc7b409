import { App, Drawer, Tabs } from 'antd';
import {
  ChangeTeacherDocument,
  RegistryTeacherDocument,
  type TeacherOnRecordFragment,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useWords } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { History } from './history.tsx';
import { RecordForm } from './record-form.tsx';
import { Reveal } from './reveal.tsx';
import { Service } from './service.tsx';
import { TeacherStanding } from './teacher-standing.tsx';
import { useChange } from './use-change.ts';

interface Props {
  readonly county: string;
  /** Undefined: closed. */
  readonly staffNumber: string | undefined;
  /** Whether among those who have left. */
  readonly left: boolean;
  readonly mayEdit: boolean;
  readonly schools: readonly { readonly code: string; readonly name: string }[];
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** All that is on file of a person, as far as the reader may see it, and what can be put right. */
export function TeacherDrawer({ county, staffNumber, left, mayEdit, schools, onClose, onChanged }: Props) {
  const { t } = useWords();
  const { data, error, fetching, again } = useLiveQuery({
    query: RegistryTeacherDocument,
    variables: { county, staffNumber: staffNumber ?? '', left },
    pause: staffNumber === undefined,
  });
  const [found] = data?.county?.teachers.nodes ?? [];
  const teacher = found?.staffNumber === staffNumber ? found : undefined;
  return (
    <Drawer
      open={staffNumber !== undefined}
      onClose={onClose}
      title={teacher ? `${teacher.name} · ${teacher.staffNumber}` : t('registry.person')}
      size={520}
      mask={false}
      destroyOnHidden
    >
      {teacher ? (
        <Person
          key={teacher.id}
          county={county}
          teacher={teacher}
          mayEdit={mayEdit}
          schools={schools}
          onReadAgain={again}
          onChanged={onChanged}
        />
      ) : error ? (
        <Failure error={error} onRetry={again} />
      ) : fetching ? (
        <Loading />
      ) : (
        <p className="quiet">{t('registry.nobody')}</p>
      )}
    </Drawer>
  );
}

interface PersonProps extends Pick<Props, 'county' | 'mayEdit' | 'schools' | 'onChanged'> {
  readonly teacher: TeacherOnRecordFragment;
  readonly onReadAgain: () => void;
}

function Person({ county, teacher, mayEdit, schools, onReadAgain, onChanged }: PersonProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { change, fetching, refused, forget } = useChange(ChangeTeacherDocument, teacher.version);
  return (
    <Tabs
      size="small"
      items={[
        {
          key: 'record',
          label: t('registry.record'),
          children: (
            <div className="stack">
              <TeacherStanding teacher={teacher} />
              {mayEdit ? <Reveal teacherId={teacher.id} /> : null}
              {teacher.record.length > 0 ? (
                <RecordForm
                  record={teacher.record}
                  mayEdit={mayEdit}
                  schools={schools}
                  saving={fetching}
                  refused={refused}
                  onCancel={forget}
                  onReadAgain={onReadAgain}
                  onSave={async (values) => {
                    const done = await change({ id: teacher.id, version: teacher.version, values });
                    if (done) {
                      message.success(t('registry.saved'));
                      onReadAgain();
                      onChanged();
                    }
                    return done !== undefined;
                  }}
                />
              ) : null}
            </div>
          ),
        },
        { key: 'service', label: t('registry.service'), children: <Service teacher={teacher} /> },
        {
          key: 'history',
          label: t('registry.history'),
          children: <History county={county} row={teacher.id} record={teacher.record} />,
        },
      ]}
    />
  );
}
