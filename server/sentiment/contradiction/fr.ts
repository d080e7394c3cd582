/**
 * French is told apart from its neighbours, so that “aucun problème” is not heard as Portuguese. What its words say is
 * not judged yet; a face is.
 */
import type { Lexicon } from './lexicon.ts';

export const french: Lexicon = {
  // None that Portuguese, English or German has too: “mais”, “tres”, “jamais”, “livre” would draw their texts here.
  stopWords: (
    'le la les et est un une au aux sur avec sans dans pas rien aucun aucune tout tous toute toutes bien bon bonne ' +
    'mon notre votre nous cest ils elle elles ce cette qui merci colis livraison livree commande recu recue produit ' +
    'qualite parfait parfaite delais livreur emballage'
  ).split(' '),
  fine: [],
  failed: ['👎'],
  denied: [],
  negators: [],
  mended: [],
};
