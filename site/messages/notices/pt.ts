/** What is told of the account, in Portuguese. Points may have a word of either gender, so nothing here agrees with it. */
import type { When } from '../../lib/format.ts';
import { from, on, plural, until } from '../portuguese.ts';
import type { NoticeMessages } from './en.ts';

const onOrSoon = (when: When | null): string => (when === null ? 'em breve' : on(when));

export const notices: NoticeMessages = {
  points: (count) => plural(count, { one: '# ponto', other: '# pontos', many: '# de pontos' }),
  told: {
    'points.earned': (p) => ({
      title: `${p.points} para você`,
      line: p.now
        ? 'Já dá para usar.'
        : p.when === null
          ? 'Dá para usar quando o pacote chegar e o prazo de devolução terminar.'
          : `Dá para usar ${from(p.when)}.`,
    }),
    'points.unlocked': (p) => ({
      title: `Para usar agora: ${p.points}`,
      line: 'O prazo de devolução terminou, e o saldo é todo seu.',
    }),
    'points.expiring': (p) => ({
      title: p.when === null ? `Perto do fim do prazo: ${p.points}` : `Só ${until(p.when)}: ${p.points}`,
      line: 'Depois disso, o prazo termina. Veja o que dá para resgatar.',
    }),
    'points.expired': (p) => ({
      title: `O prazo terminou: ${p.points}`,
      line: 'Sua página mostra o que você tem e até quando.',
    }),
    'tier.raised': (p) => ({
      title: p.tier === null ? 'Você subiu de nível' : `Agora seu nível é ${p.tier}`,
      line: 'Agradecemos por estar com a gente. Sua página mostra o que isso traz para você.',
    }),
    'tier.at_risk': (p) => ({
      title:
        p.tier === null ? `Mais ${p.missing} para manter seu nível` : `Mais ${p.missing} para manter o nível ${p.tier}`,
      line:
        p.when === null
          ? 'Ainda há tempo. Usar seu saldo não tira nada do nível.'
          : `Você tem ${until(p.when)}. Usar seu saldo não tira nada do nível.`,
    }),
    'tier.lowered': (p) => ({
      title: p.tier === null ? 'Seu nível mudou' : `A partir de agora, seu nível é ${p.tier}`,
      line: 'Seu saldo fica como está. Sua página mostra o caminho de volta.',
    }),
    'subscription.renewal_ahead': (p) => ({
      title:
        p.thing === null
          ? `Sua próxima entrega: ${onOrSoon(p.when)}`
          : `${p.thing}: próxima entrega ${onOrSoon(p.when)}`,
      line: p.troubled
        ? 'Sua última entrega não foi como deveria. Enquanto cuidamos disso, você pode pular esta ou receber mais tarde, com um toque.'
        : 'Até lá, dá para pular, adiar ou mudar, com um toque.',
    }),
    'subscription.change_rolled_back': (p) => ({
      title: p.thing === null ? 'Sua mudança não foi possível' : `${p.thing}: sua mudança não foi possível`,
      line: 'A loja não conseguiu fazer a mudança, então tudo está como antes. Sua página diz por quê e o que você pode fazer.',
    }),
    'referral.ordered': () => ({
      title: 'Seu convite virou um pedido',
      line: 'Sua recompensa está a caminho junto com o pacote. Agradecemos pela indicação.',
    }),
    'referral.on_its_way': () => ({
      title: 'O pacote do seu convite está a caminho',
      line: 'Quando ele chegar e o prazo de devolução terminar, vocês dois recebem a recompensa.',
    }),
    'referral.rewarded': () => ({
      title: 'Sua recompensa chegou',
      line: 'O pacote de quem você convidou chegou para ficar. Agradecemos a vocês dois.',
    }),
  },
  button: {
    points: 'Ver meus pontos',
    tier: 'Ver meu nível',
    subscription: 'Ver minha assinatura',
    referral: 'Ver meus convites',
  },
  mail: {
    digestSubject: (p) =>
      plural(p.count, { one: `Novidade na sua conta em ${p.brand}`, other: `# novidades de ${p.brand}` }),
    digestHeadline: 'As novidades para você',
    why: {
      points: (brand) => `Você recebe este e-mail porque junta pontos em ${brand}.`,
      tier: (brand) => `Você recebe este e-mail porque tem um nível em ${brand}.`,
      subscription: (brand) => `Você recebe este e-mail porque tem uma assinatura em ${brand}.`,
      referral: (brand) => `Você recebe este e-mail porque indicou ${brand} a alguém.`,
      promo: (brand) => `Você recebe este e-mail porque aceitou receber ofertas de ${brand}.`,
      account: (brand) => `Você recebe este e-mail porque é cliente de ${brand}.`,
    },
    unsubscribe: {
      points: 'Não receber mais e-mails sobre pontos',
      tier: 'Não receber mais e-mails sobre meu nível',
      subscription: 'Não receber mais e-mails sobre assinaturas',
      referral: 'Não receber mais e-mails sobre convites',
      promo: 'Não receber mais ofertas por e-mail',
      account: 'Não receber mais e-mails sobre minha conta',
    },
  },
  cancelled: {
    title: (thing) => (thing === null ? 'Recebemos seu cancelamento' : `${thing}: recebemos seu cancelamento`),
    received: (at) => `Recebido: ${at}.`,
    ends: (date) =>
      `A assinatura termina em ${date}. Depois disso nada é cobrado nem enviado; o que já está pago ainda chega.`,
    back: 'Se sentir falta, dá para retomar na sua página quando quiser: os mesmos produtos, no mesmo ritmo.',
    why: (brand) => `Você recebe este e-mail porque cancelou uma assinatura em ${brand}.`,
  },
  unsubscribe: {
    title: {
      points: 'Parar os e-mails sobre pontos?',
      tier: 'Parar os e-mails sobre seu nível?',
      subscription: 'Parar os e-mails sobre assinaturas?',
      referral: 'Parar os e-mails sobre convites?',
      promo: 'Parar as ofertas por e-mail?',
      account: 'Parar os e-mails sobre sua conta?',
    },
    line: 'Notícias dos seus pacotes e respostas do atendimento continuam chegando.',
    confirm: 'Sim, parar',
    doneTitle: 'Pronto. Esses e-mails pararam',
    doneLine: 'Você pode mudar de ideia na sua página, quando quiser.',
  },
  log: {
    title: 'O que avisamos',
    intro: 'Cada mensagem dos últimos meses: por que você recebeu, e o que seguramos pensando em você.',
    empty: 'Nada até agora. Assim que escrevermos para você, aparece aqui.',
    back: 'Ir para os ajustes',
    sent: {
      push: 'Enviado para seu aparelho',
      email: 'Enviado por e-mail',
      sms: 'Enviado por SMS',
    },
    waits: {
      quiet_hours: (until) => `Espera até ${until}, por causa do seu horário de silêncio`,
      digest: (until) => `Espera até ${until}, para seguir com outros em um só e-mail`,
      now: 'Sendo enviado',
    },
    heldBack: {
      heard: 'Não enviado: você já tinha recebido no seu aparelho',
      no_consent: 'Não enviado: você não quer mensagens sobre isso',
      hold: 'Não enviado: algo tinha dado errado para você, e não era o momento',
      no_channel: 'Não enviado: não tínhamos como chegar até você',
      outdated: 'Não enviado: já não valia',
      replaced: 'Não enviado: uma notícia mais nova tomou o lugar',
      stale: 'Não enviado: àquela altura já não era novidade',
      undelivered: 'Não foi possível entregar',
      quiet_hours: 'Não enviado: depois do seu horário de silêncio, já seria tarde',
    },
    why: {
      parcel: 'Porque você fez um pedido',
      points: 'Porque você junta pontos',
      tier: 'Porque você tem um nível com a gente',
      subscription: 'Porque você tem uma assinatura',
      referral: 'Porque você nos indicou',
      promo: 'Porque você aceitou receber ofertas',
    },
    others: {
      'parcel.moving': 'Onde está seu pacote',
      'parcel.trouble': 'Uma notícia do seu pacote que preferíamos não ter de dar',
      'parcel.ask': 'Como foi a entrega',
    },
  },
};
