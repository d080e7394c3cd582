/** The Portuguese words of bringing friends, and of what goes with a purchase. A friend has no gender here. */
import { on, plural } from '../portuguese.ts';
import type { GoesWithWords, ReferWords } from './en.ts';

const title = (p: { friend: string; mine: string }): string => `Dê ${p.friend}, ganhe ${p.mine}`;

export const referPt: ReferWords = {
  benefit: {
    percentage: (percent) => `${percent} de desconto`,
    moneyOff: (amount) => `${amount} de desconto`,
    points: (count) => plural(count, { one: 'um ponto', other: '# pontos', many: '# de pontos' }),
  },
  title,
  intro: (days) =>
    days === 0
      ? 'Passe seu link adiante. Quando o primeiro pedido de quem você convidou chegar, sua parte é sua.'
      : `Passe seu link adiante. ${plural(days, { one: 'Um dia', other: '# dias' })} depois que o primeiro pedido de quem você convidou chegar, sua parte é sua.`,
  share: {
    title: 'Seu link',
    copy: 'Copiar link',
    copied: 'Copiado',
    send: 'Compartilhar',
    mail: 'Por e-mail',
    message: '{benefit} no seu primeiro pedido em {brand}: {url}',
    mailSubject: 'Um presente de {brand} para você',
  },
  qr: { title: 'Ou mostre para escanear', alt: 'Código QR com seu link' },
  terms: {
    title: 'Bom saber',
    minimum: (amount) => `Vale a partir de um pedido de ${amount}.`,
    firstOrder: 'É para quem faz o primeiro pedido aqui.',
    limit: (p) =>
      p.used === 0
        ? `Até ${p.most} convites por mês. Acima disso, damos uma olhada antes.`
        : `${p.used} de ${p.most} convites neste mês. Acima disso, damos uma olhada antes.`,
    privacy: 'Você vê em que ponto está, nunca quem é ou o que comprou.',
  },
  withheld: {
    title: 'Primeiro, o que é seu',
    line: 'Algo do seu lado ainda não está certo, e resolvemos isso antes de pedir qualquer coisa. Seu link continua valendo.',
  },
  unavailable: 'Não dá para mostrar seu link agora. Tente de novo daqui a pouco.',
  off: {
    title: 'Por enquanto, não há o que passar adiante',
    line: 'No momento não há programa de convites. Quando houver, você encontra seu link aqui.',
  },
  friends: {
    title: 'Seus convites',
    none: 'Ninguém aceitou seu convite ainda. Quando alguém aceitar, você vê aqui.',
    invited: (count) =>
      plural(count, {
        one: 'Uma pessoa aceitou seu convite e ainda não fez um pedido.',
        other: '# pessoas aceitaram seu convite e ainda não fizeram um pedido.',
      }),
    since: (day) => `Pedido feito: ${day}`,
  },
  steps: {
    ordered: 'Pedido feito',
    on_its_way: 'A caminho',
    arrived: 'Chegou',
    rewarded: 'Recompensa liberada',
    held: 'Estamos dando uma olhada',
    refused: 'Não contou',
    not_new: 'Não contou',
    cancelled: 'Pedido desfeito',
  },
  lines: {
    ordered: 'Alguém que você convidou fez um pedido. Conta quando o pacote chegar.',
    on_its_way: 'O pacote de alguém que você convidou está a caminho.',
    arrived: (p) => `O pacote chegou. ${p.benefit} para você ${on(p.when)}.`,
    rewarded: (mine) => `${mine}: agradecemos por passar adiante.`,
    held: 'Antes que este conte, uma pessoa dá uma olhada. Você não precisa fazer nada.',
    refused: 'Demos uma olhada, e este não contou. Se isso for uma surpresa, escreva para nós.',
    not_new: 'Alguém usou seu link para fazer um pedido, mas já tinha comprado aqui antes.',
    cancelled: 'O pedido foi cancelado ou devolvido, por isso não traz nada.',
  },
  progress: (p) => `Passo ${p.step} de ${p.of}`,
  invite: {
    title,
    line: 'Que bom que você gostou. Se conhece alguém que também gostaria:',
    link: 'Ver seu link',
  },
  landing: {
    eyebrow: 'Você recebeu um convite',
    title: (benefit) => `${benefit} no seu primeiro pedido`,
    line: (brand) => `Aceite o convite, e seu código para ${brand} aparece aqui.`,
    lineForPoints: (brand) =>
      `Aceite o convite e faça seu pedido em ${brand} com seu código: quando tudo chegar, o presente é seu.`,
    minimum: (amount) => `A partir de um pedido de ${amount}.`,
    take: 'Aceitar o convite',
    memory:
      'Para que ele conte, este navegador guarda por 30 dias que você veio por convite. Quem convidou não fica sabendo quem você é.',
    codeTitle: 'Seu código',
    codeLine: 'Digite-o ao fechar o pedido ou siga por aqui: assim a loja já sabe.',
    codeAlone: 'Digite-o ao fechar o pedido.',
    copy: 'Copiar código',
    copied: 'Copiado',
    toShop: 'Ir para a loja',
    unknownTitle: 'Este convite não leva a lugar nenhum',
    unknownLine: 'O link talvez esteja cortado, ou o convite terminou. Peça a quem convidou que envie mais uma vez.',
  },
};

export const goesWithPt: GoesWithWords = {
  title: 'Combina com o que você levou',
  because: (name) => `Muita gente leva junto com ${name}`,
};
