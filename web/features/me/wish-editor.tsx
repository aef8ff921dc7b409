import { App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { SetWishesDocument } from '../../graphql/generated/graphql.ts';
import { FormField } from '../../ui/form-field.tsx';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { useAct } from '../../ui/use-act.ts';
import { OpeningsToWish } from './openings-to-wish.tsx';
import { WishAdding } from './wish-adding.tsx';
import { type Choice, WishList } from './wish-list.tsx';
import type { Wisher } from './wishes-part.tsx';

interface Props {
  readonly teacher: Wisher;
  /** Those on file for the round's school year; undefined: none yet. */
  readonly wish: Wisher['wishes']['nodes'][number] | undefined;
  readonly roundId: string;
  readonly onSaved: () => void;
}

/** The wishes as they are being written: kept while something else is read, written as a whole at the version that was read. */
export function WishEditor({ teacher, wish, roundId, onSaved }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [choices, setChoices] = useState<readonly Choice[]>(() => choicesOf(wish));
  const [volunteer, setVolunteer] = useState(wish?.volunteer ?? false);
  const [note, setNote] = useState(wish?.note ?? '');
  const { act, fetching, notDone } = useAct(SetWishesDocument);
  const add = (choice: Choice) =>
    setChoices((before) => (before.some(({ id }) => id === choice.id) ? before : [...before, choice]));
  const changed =
    volunteer !== (wish?.volunteer ?? false) ||
    note !== (wish?.note ?? '') ||
    choices.map(({ id }) => id).join() !==
      choicesOf(wish)
        .map(({ id }) => id)
        .join();
  const save = async () => {
    const done = await act({
      round: roundId,
      teacher: teacher.id,
      version: wish?.version ?? 0,
      volunteer,
      choices: choices.map(({ kind, id }) => (kind === 'school' ? { schoolId: id } : { zoneId: id })),
      note: note.trim() === '' ? null : note,
    });
    if (!done) return;
    message.success(t('me.wishesSaved'));
    onSaved();
  };
  return (
    <>
      <section className="panel" aria-label={t('me.myWishes')}>
        <h2>{t('me.myWishes')}</h2>
        {choices.length === 0 ? (
          <p className="quiet">{t('me.wishEmpty')}</p>
        ) : (
          <WishList choices={choices} onChange={setChoices} />
        )}
        <WishAdding teacher={teacher} chosen={choices} onAdd={add} />
        <Checkbox checked={volunteer} onChange={({ target }) => setVolunteer(target.checked)}>
          {t('me.volunteer')}
        </Checkbox>
        <FormField wide label={t('me.wishNote')}>
          {(field) => (
            <textarea
              {...field}
              rows={2}
              maxLength={500}
              value={note}
              onChange={({ target }) => setNote(target.value)}
            />
          )}
        </FormField>
        <NotDone why={notDone} onReadAgain={onSaved} />
        <div className="row">
          <Button type="primary" onClick={save} loading={fetching} disabled={!changed}>
            {t('me.saveWishes')}
          </Button>
          <span className="quiet small" aria-live="polite">
            {changed ? t('me.notSaved') : wish ? t('me.saved') : ''}
          </span>
        </div>
      </section>
      <OpeningsToWish openings={teacher.openingsToWish} chosen={choices} onAdd={add} />
    </>
  );
}

const choicesOf = (wish: Props['wish']): readonly Choice[] =>
  (wish?.choices ?? []).flatMap(({ school, zone }): Choice[] =>
    school
      ? [{ kind: 'school', id: school.id, name: school.name }]
      : zone
        ? [{ kind: 'zone', id: zone.id, name: zone.name }]
        : [],
  );
