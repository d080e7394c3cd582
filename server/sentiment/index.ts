export { type AnswerInput, answerSentiment } from './answers.ts';
export { type ShopperAnswerInput, sentimentInput, shopperAnswerInput } from './inputs.ts';
export {
  answersAbout,
  type CurrentAnswer,
  currentAnswers,
  getAnswer,
  listAnswers,
  listAnswersOfCustomer,
} from './queries.ts';
export { type Answer, isNegative, standing, thingOf, unhappiest, wishSaid } from './things.ts';
