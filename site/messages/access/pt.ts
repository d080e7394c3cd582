/** The Portuguese words of signing in, of the settings room, and of what is downloaded and erased there. */
import type { AccessWords } from './en.ts';

export const accessPt: AccessWords = {
  signIn: {
    title: 'É você?',
    line: 'O link mostra como está o pacote. Para o resto, enviamos seis dígitos para o e-mail do seu pedido.',
    send: 'Enviar os dígitos',
    noAddress:
      'A loja não nos passou nenhum e-mail para este pedido, então não temos para onde enviar um código. Escreva para nós e achamos uma solução.',
    codeTitle: 'Veja seu e-mail',
    codeLine: 'Enviamos seis dígitos para o e-mail do seu pedido. Eles valem por dez minutos, neste navegador.',
    codeLineMaybe:
      'Se {email} já fez um pedido aqui, seis dígitos estão a caminho. Eles valem por dez minutos, neste navegador.',
    codeLabel: 'Os seis dígitos',
    codeHint: 'Nada depois de alguns minutos? Veja na pasta de spam.',
    open: 'Entrar',
    again: 'Enviar novos dígitos',
    back: 'Voltar ao pacote',
    emailTitle: 'Que bom ver você de novo',
    emailLine: 'Use o e-mail com que você fez o pedido. Enviamos seis dígitos para ele; não há senha.',
    emailLabel: 'E-mail',
    otherEmail: 'Outro e-mail',
    lostLink: 'Nenhum pedido com este e-mail? Encontre pelo número',
    passkey: 'Entrar com chave de acesso',
    passkeyFault: 'Isso não deu certo. Os dígitos por e-mail sempre funcionam.',
    faults: {
      wrong: 'Estes dígitos não conferem. Olhe mais uma vez ou peça novos por e-mail.',
      expired:
        'Estes dígitos já não valem: passaram de dez minutos, ou novos foram pedidos. Use os do e-mail mais recente.',
      worn_out:
        'Estes dígitos foram digitados errado dez vezes e já não valem. Peça novos por e-mail e fica tudo certo.',
      used: 'Estes dígitos já foram usados e valem só uma vez. Peça novos por e-mail.',
      elsewhere:
        'Os dígitos valem no navegador que os pediu, e por dez minutos. Para continuar aqui, peça novos por e-mail.',
      often: 'Isso foi pedido muitas vezes. Para sua segurança, esperamos um pouco; tente de novo dentro de uma hora.',
      address: 'Isto não parece um e-mail. Confira mais uma vez, por favor.',
      unavailable: 'Isso não chegou até nós. Tente de novo daqui a pouco.',
    },
  },

  mail: {
    why: (brand) => `Você recebe este e-mail porque alguém pediu um código para os seus pedidos em ${brand}.`,
    notYou: 'Se não foi você, não precisa fazer nada: sem estes dígitos, ninguém vê mais do que seu link mostra.',
  },

  signOut: {
    button: 'Sair neste aparelho',
    hint: 'Também apaga o que este navegador guardou para os momentos sem conexão e desativa os avisos dele.',
    doneTitle: 'Você saiu',
    doneLine: 'Não ficou nada seu neste navegador. Seu link abre o pacote quando você quiser.',
    erasedTitle: 'Esquecemos você por aqui',
    erasedLine: 'Tudo o que identificava você foi apagado. Se havia e-mails esperando, eles já não são enviados.',
    offlineTitle: 'Saiu deste aparelho',
    offlineLine:
      'Você está offline, então o servidor ainda não sabe. Assim que este navegador estiver online de novo, encerramos a sessão lá também.',
    again: 'Entrar de novo',
  },

  settings: {
    title: 'Você decide',
    intro: 'O que sabemos de você, o que podemos avisar e onde sua conta está aberta.',
    titleClosed: 'Você decide',
    introClosed: 'O idioma você já escolhe aqui. O que identifica você se abre com um código por e-mail.',
    signInHint: 'Perfil, avisos, aparelhos e seus dados para levar ou apagar: para isso, antes confirmamos que é você.',
    language: 'Idioma desta página',
    done: {
      profile: 'Salvo. Fica como você definiu, não importa o que diga o cadastro da loja.',
      notices: 'Salvo. A partir de agora, seguimos assim.',
      device: 'A sessão naquele navegador foi encerrada.',
      devices: 'As sessões em todos os outros navegadores foram encerradas.',
      passkey: 'Sua chave de acesso está pronta. Da próxima vez, um toque basta.',
      passkey_gone: 'A chave de acesso já não abre nada aqui. Você pode apagá-la no seu aparelho também.',
    },
    faults: {
      birthday: 'Esse dia não existe no calendário. Confira o dia e o mês, por favor.',
      understood: 'Marque, por favor, que você sabe o que será apagado.',
      passkey: 'Não deu para criar a chave de acesso. Nada foi alterado.',
    },

    profile: {
      title: 'Você',
      line: 'O que você define aqui vale para esta página e para nossos e-mails. A loja tem um cadastro próprio.',
      name: 'Nome',
      email: 'E-mail',
      emailHint: 'Ele faz parte dos seus pedidos. Para mudá-lo, escreva para nós.',
      phone: 'Telefone',
      phoneHint: 'Com o código do país, como +55 11 90000-0000.',
      birthday: 'Aniversário',
      birthdayHint: 'Dia e mês bastam; ninguém precisa saber o ano.',
      day: 'Dia',
      month: 'Mês',
      language: 'Idioma dos nossos e-mails',
      asOrdered: 'Como no meu pedido',
      timeZone: 'Fuso horário',
      asShop: 'O da loja',
      asDevice: 'Como neste aparelho:',
      save: 'Salvar',
    },

    notices: {
      title: 'O que podemos avisar',
      line: 'Cada marca é um caminho. Sem marca, guardamos para nós; nossas respostas para você chegam sempre.',
      topic: 'Sobre',
      topics: {
        parcel: 'Seus pacotes',
        points: 'Pontos',
        tier: 'Seu nível',
        subscription: 'Assinaturas',
        referral: 'Convites',
        promo: 'Ofertas',
      },
      topicHints: {
        parcel: 'A caminho, na porta, com atraso',
        points: 'Novos, disponíveis, prestes a expirar',
        tier: 'Alcançado, em risco, alterado',
        subscription: 'Antes de cada entrega, depois de cada mudança',
        referral: 'Quando alguém que você convidou faz um pedido',
        promo: 'De vez em quando, nunca enquanto algo não está certo',
      },
      channels: { push: 'Push', email: 'E-mail', sms: 'SMS' },
      digest: 'Com que frequência',
      digests: { at_once: 'Na hora', daily: 'Tudo junto, uma vez por dia', weekly: 'Tudo junto, uma vez por semana' },
      digestHint: 'Notícias dos pacotes e o que não pode esperar chegam sempre na hora.',
      quiet: 'Horário de silêncio',
      quietHint: 'No seu fuso horário. Em branco, vale o da loja.',
      from: 'De',
      to: 'Até',
      save: 'Salvar',
    },

    devices: {
      title: 'Onde sua conta está aberta',
      line: 'Se você não reconhecer algum, encerre a sessão. Não guardamos endereços de aparelhos, por isso não sabemos onde estão.',
      this: 'Este navegador',
      unknown: 'Um navegador',
      on: (p) => `${p.browser} em ${p.system}`,
      seen: (when) => `Último uso: ${when}`,
      since: (when) => `Aberta desde: ${when}`,
      revoke: 'Encerrar',
      revokeNamed: (device) => `Encerrar a sessão: ${device}`,
      revokeOthers: 'Encerrar todas as outras',
    },

    passkeys: {
      title: 'Chaves de acesso',
      line: 'Digital, rosto ou bloqueio do aparelho no lugar dos dígitos por e-mail. Os dígitos continuam funcionando.',
      add: 'Criar uma chave de acesso',
      remove: 'Remover',
      removeNamed: (name) => `Remover: ${name}`,
      used: (when) => `Último uso: ${when}`,
      made: (when) => `Criada: ${when}`,
      none: 'Ainda não há nenhuma.',
      unsupported: 'Este navegador não conhece chaves de acesso.',
    },

    data: {
      title: 'Seus dados',
      exportLine: 'Tudo o que está guardado sobre você, em um arquivo que também as máquinas leem.',
      exportButton: 'Baixar meus dados',
      eraseLine: 'Tudo o que identifica você pode ser apagado. Antes, você vê o que vai e o que fica.',
      eraseButton: 'Apagar meus dados',
    },

    erase: {
      title: 'Quer que esqueçamos você?',
      intro: 'Leia uma vez o que vai e o que fica. Depois não há volta, nem para nós.',
      goes: 'O que vai',
      goesList: [
        'Seu nome, e-mail, telefone, aniversário e endereços',
        'Tudo o que você nos escreveu, e nossas respostas',
        'Todos os seus links de pacotes: nenhum deles abre mais',
        'Seus pontos, nível, recompensas e convites: o que não for usado até lá se perde',
        'Aparelhos conectados, chaves de acesso, avisos e e-mails que ainda não saíram',
      ],
      stays: 'O que fica',
      staysList: [
        'Números de pedidos, itens, valores e datas, como a contabilidade exige, sem nada que diga de quem são',
        'O que a própria loja guarda nos cadastros dela; nós avisamos a loja do seu pedido',
      ],
      open: 'Se um pacote estiver a caminho, ele chega mesmo assim. Só não dá mais para acompanhá-lo aqui.',
      understood: 'Sei que isso não tem volta.',
      button: 'Apagar meus dados para sempre',
      keep: 'Deixar tudo como está',
    },
  },
};
