/** Channels that send nowhere: they keep what they were handed and answer as the test says. */
import type { Channel, ChannelName, Outcome } from '../notifications/channel.ts';
import type { Channels } from '../notifications/channels/index.ts';

export interface FakeSend {
  readonly channel: ChannelName;
  readonly id: string;
  readonly payload: unknown;
  readonly at: Date;
}

export interface FakeChannels {
  readonly channels: Channels;
  /** Every try, oldest first. */
  readonly sends: FakeSend[];
  /** Decides on each try; `sent` unless told otherwise. */
  answerWith(answer: (send: FakeSend) => Outcome | Promise<Outcome>): void;
}

export const sent: Outcome = { outcome: 'sent' };
export const retry = (reason = 'away', afterSeconds?: number): Outcome => ({
  outcome: 'retry',
  reason,
  ...(afterSeconds === undefined ? {} : { afterSeconds }),
});
export const permanent = (reason = 'refused'): Outcome => ({ outcome: 'permanent', reason });

export const createFakeChannels = (): FakeChannels => {
  const sends: FakeSend[] = [];
  let answer: (send: FakeSend) => Outcome | Promise<Outcome> = () => sent;
  const channel = <Name extends ChannelName>(name: Name): Channel<Name> => ({
    name,
    async send({ id, payload, now }) {
      const send = { channel: name, id, payload, at: now };
      sends.push(send);
      return answer(send);
    },
  });
  return {
    channels: {
      email: channel('email'),
      webhook: channel('webhook'),
      slack: channel('slack'),
      push: channel('push'),
      sms: channel('sms'),
    },
    sends,
    answerWith: (decide) => {
      answer = decide;
    },
  };
};
