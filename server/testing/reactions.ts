/** The house's reactions with nobody outside to be told, for tests of what happens inside. */
import { createSealer } from '../kit/seal.ts';
import { reactWith } from '../reactions.ts';

const nobody = async (): Promise<void> => {};

/** The one of `react`. */
export const sealer = createSealer('the secret of these tests, long enough');

export const react = reactWith(
  {
    tellSupport: nobody,
    tellMore: nobody,
    passOnReply: nobody,
    askWhetherSolved: nobody,
    acknowledgeCancellation: nobody,
    enterNotice: nobody,
    withdrawSilenced: nobody,
    sendWebhooks: nobody,
    sendSignInCode: nobody,
    tellOfMove: nobody,
    troubleOnDevices: async () => 0,
    tellOfReply: nobody,
    tellOfResolution: nobody,
    tellOfTrouble: nobody,
    withdrawOvertaken: nobody,
    askOnDevices: async () => 0,
    planAsk: nobody,
    withdrawAnswered: nobody,
    askWhatIsDue: async () => 0,
  },
  sealer,
);
