/** The house's reactions with nobody outside to be told, for tests of what happens inside. */
import { reactWith } from '../reactions.ts';

const nobody = async (): Promise<void> => {};

export const react = reactWith({
  tellSupport: nobody,
  tellMore: nobody,
  passOnReply: nobody,
  askWhetherSolved: nobody,
  enterNotice: nobody,
  sendWebhooks: nobody,
  sendSignInCode: nobody,
  tellOfMove: nobody,
  troubleOnDevices: async () => 0,
  tellOfReply: nobody,
  tellOfResolution: nobody,
  tellOfTrouble: nobody,
  askOnDevices: async () => 0,
  planAsk: nobody,
  askWhatIsDue: async () => 0,
});
