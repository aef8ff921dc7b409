import { App } from 'antd';
import { useMutation } from 'urql';
import {
  type PinInput,
  PinTeachersDocument,
  type PlanHeadFragment,
  type RoundPinFragment,
} from '../../graphql/generated/graphql.ts';
import { useRoundPins } from '../../graphql/use-round-pins.ts';
import { whyNot } from '../../ui/act.ts';
import { useWords } from '../../ui/language.ts';
import { useNewest } from '../../ui/use-newest.ts';

type Round = PlanHeadFragment['round'];
export type Pin = RoundPinFragment;

/** What officers have fixed by hand in the round, and how to fix more. */
export interface Pins {
  readonly may: boolean;
  /** Something is being fixed or released, or what is fixed is still being read. */
  readonly busy: boolean;
  /** Fixed after this day and hour. */
  readonly since: (instant: string) => number;
  readonly of: (teacherId: string) => readonly Pin[];
  readonly fix: (pin: PinInput) => void;
  /** All of them, or none. */
  readonly release: (pinIds: readonly string[]) => void;
}

/** `again` reads the round anew where somebody else was first. */
export function usePins({ id, version: read, mayPlan }: Round, again: () => void): Pins {
  const { t } = useWords();
  const { message } = App.useApp();
  const [fixing, pinTeachers] = useMutation(PinTeachersDocument);
  const [version, answered] = useNewest(read);
  const { pins, complete, again: readPins, release } = useRoundPins(id);
  const words = { network: t('failure.network'), unknown: t('failure.unknown') };
  const tell = (why: string | undefined) => {
    if (why === undefined) message.success(t('plan.pin.done'));
    else {
      message.error(why);
      again();
    }
  };
  return {
    may: mayPlan,
    busy: fixing.fetching || !complete,
    since: (instant) => pins.filter(({ createdAt }) => createdAt > instant).length,
    of: (teacherId) => pins.filter(({ teacher }) => teacher.id === teacherId),
    fix: async (pin) => {
      const answer = await pinTeachers({ roundId: id, version, pins: [pin] });
      if (answer.data?.pinTeachers.__typename === 'Round') answered(answer.data.pinTeachers.version);
      readPins();
      tell(whyNot(answer, words));
    },
    release: async (pinIds) => tell(whyNot(await release(pinIds), words)),
  };
}
