/** The words of OVHcloud's e-mails about contact changes, in seven languages. Must not build messages. */
import type { ContactField, Language } from './model.ts';

type Words = {
  subject: (id: number) => string;
  hello: (name: string) => string;
  about: (service: string, product: string) => string;
  /** Said to the new contact. */
  designated: (from: string, fields: string) => string;
  /** Said to who asked. */
  asked: (from: string, to: string, fields: string) => string;
  /** Said to the old contact, who has nothing to do. */
  informed: (to: string, fields: string) => string;
  followLink: string;
  token: string;
  conditions: string;
  expires: (days: number) => string;
  nothingToDo: string;
  sender: string;
  fields: Record<ContactField, string>;
};

export const WORDS: Record<Language, Words> = {
  en: {
    subject: (id) => `Contact change request no. ${id}`,
    hello: (name) => `Dear ${name},`,
    about: (service, product) => `A contact change was requested for the service ${service} (${product}).`,
    designated: (from, fields) => `You were designated in place of ${from} as: ${fields}.`,
    asked: (from, to, fields) => `You asked for ${to} to be designated in place of ${from} as: ${fields}.`,
    informed: (to, fields) => `${to} is to take your place as: ${fields}.`,
    followLink: 'To accept or refuse this change, follow this link:',
    token: 'You can also finish this through the OVH API. The token to use is:',
    conditions: 'By accepting, you also accept the special conditions of the service.',
    expires: (days) => `Without an answer from all contacts concerned, this request expires in ${days} days.`,
    nothingToDo: 'This message is for your information only. You have nothing to do.',
    sender: 'OVHcloud Customer Support',
    fields: {
      contactAdmin: 'admin contact',
      contactTech: 'technical contact',
      contactBilling: 'billing contact',
    },
  },
  es: {
    subject: (id) => `Solicitud de cambio de contacto n.º ${id}`,
    hello: (name) => `Estimado/a ${name}:`,
    about: (service, product) =>
      `Se ha solicitado un cambio de contacto para el servicio ${service} (${product}).`,
    designated: (from, fields) => `Ha sido designado/a en sustitución de ${from} como: ${fields}.`,
    asked: (from, to, fields) => `Ha solicitado que ${to} sustituya a ${from} como: ${fields}.`,
    informed: (to, fields) => `${to} ocupará su lugar como: ${fields}.`,
    followLink: 'Para aceptar o denegar este cambio, utilice el siguiente enlace:',
    token: 'También puede completar la operación a través de la API de OVH. El token que debe utilizar es:',
    conditions: 'Al aceptar, acepta también las condiciones particulares del servicio.',
    expires: (days) =>
      `Sin respuesta de todos los contactos afectados, esta solicitud caducará en ${days} días.`,
    nothingToDo: 'Este mensaje es meramente informativo. No tiene que hacer nada.',
    sender: 'Atención al Cliente de OVHcloud',
    fields: {
      contactAdmin: 'contacto administrador',
      contactTech: 'contacto técnico',
      contactBilling: 'contacto de facturación',
    },
  },
  fr: {
    subject: (id) => `Demande de changement de contact n° ${id}`,
    hello: (name) => `Bonjour ${name},`,
    about: (service, product) =>
      `Un changement de contact a été demandé pour le service ${service} (${product}).`,
    designated: (from, fields) => `Vous avez été désigné(e) à la place de ${from} en tant que : ${fields}.`,
    asked: (from, to, fields) =>
      `Vous avez demandé que ${to} soit désigné(e) à la place de ${from} en tant que : ${fields}.`,
    informed: (to, fields) => `${to} doit prendre votre place en tant que : ${fields}.`,
    followLink: 'Pour accepter ou refuser ce changement, suivez ce lien :',
    token: 'Vous pouvez aussi terminer cette opération via l’API OVH, le token à utiliser est :',
    conditions: 'En acceptant, vous acceptez également les conditions particulières du service.',
    expires: (days) =>
      `Sans réponse de tous les contacts concernés, cette demande expirera dans ${days} jours.`,
    nothingToDo: 'Ce message vous est adressé à titre d’information. Vous n’avez rien à faire.',
    sender: 'Support Client OVHcloud',
    fields: {
      contactAdmin: 'contact administrateur',
      contactTech: 'contact technique',
      contactBilling: 'contact facturation',
    },
  },
  de: {
    subject: (id) => `Anfrage zur Kontaktänderung Nr. ${id}`,
    hello: (name) => `Guten Tag ${name},`,
    about: (service, product) =>
      `Für den Dienst ${service} (${product}) wurde eine Kontaktänderung angefragt.`,
    designated: (from, fields) => `Sie wurden anstelle von ${from} benannt als: ${fields}.`,
    asked: (from, to, fields) =>
      `Sie haben darum gebeten, ${to} anstelle von ${from} zu benennen als: ${fields}.`,
    informed: (to, fields) => `${to} soll Ihren Platz einnehmen als: ${fields}.`,
    followLink: 'Um diese Änderung zu akzeptieren oder abzulehnen, folgen Sie diesem Link:',
    token: 'Sie können den Vorgang auch über die OVH API abschließen. Der zu verwendende Token lautet:',
    conditions: 'Mit der Annahme akzeptieren Sie auch die besonderen Bedingungen des Dienstes.',
    expires: (days) => `Ohne Antwort aller betroffenen Kontakte läuft diese Anfrage in ${days} Tagen ab.`,
    nothingToDo: 'Diese Nachricht dient nur Ihrer Information. Sie müssen nichts tun.',
    sender: 'OVHcloud Kundendienst',
    fields: {
      contactAdmin: 'Administrator-Kontakt',
      contactTech: 'Techkontakt',
      contactBilling: 'Rechnungskontakt',
    },
  },
  it: {
    subject: (id) => `Richiesta di modifica del contatto n. ${id}`,
    hello: (name) => `Gentile ${name},`,
    about: (service, product) =>
      `È stata richiesta una modifica dei contatti per il servizio ${service} (${product}).`,
    designated: (from, fields) => `È stato/a designato/a al posto di ${from} come: ${fields}.`,
    asked: (from, to, fields) =>
      `Ha richiesto che ${to} sia designato/a al posto di ${from} come: ${fields}.`,
    informed: (to, fields) => `${to} prenderà il suo posto come: ${fields}.`,
    followLink: 'Per accettare o rifiutare questa modifica, segua questo link:',
    token: 'È anche possibile completare l’operazione tramite l’API OVH. Il token da utilizzare è:',
    conditions: 'Accettando, accetta anche le condizioni particolari del servizio.',
    expires: (days) =>
      `Senza risposta da parte di tutti i contatti interessati, la richiesta scade tra ${days} giorni.`,
    nothingToDo: 'Questo messaggio è solo a titolo informativo. Non deve fare nulla.',
    sender: 'Servizio Clienti OVHcloud',
    fields: {
      contactAdmin: 'contatto amministratore',
      contactTech: 'contatto tecnico',
      contactBilling: 'contatto di fatturazione',
    },
  },
  pl: {
    subject: (id) => `Zlecenie zmiany kontaktu nr ${id}`,
    hello: (name) => `Witaj ${name},`,
    about: (service, product) => `Zlecono zmianę kontaktu dla usługi ${service} (${product}).`,
    designated: (from, fields) => `Zostałeś wyznaczony w miejsce ${from} jako: ${fields}.`,
    asked: (from, to, fields) => `Zleciłeś wyznaczenie ${to} w miejsce ${from} jako: ${fields}.`,
    informed: (to, fields) => `${to} zajmie Twoje miejsce jako: ${fields}.`,
    followLink: 'Aby zaakceptować lub odrzucić tę zmianę, kliknij w link:',
    token: 'Możesz również dokończyć operację poprzez API OVH, token do użycia to:',
    conditions: 'Akceptując zlecenie, akceptujesz także warunki szczegółowe usługi.',
    expires: (days) => `Bez odpowiedzi wszystkich kontaktów zlecenie wygaśnie za ${days} dni.`,
    nothingToDo: 'Ta wiadomość ma charakter informacyjny. Nie musisz nic robić.',
    sender: 'Dział Obsługi Klienta OVHcloud',
    fields: {
      contactAdmin: 'kontakt administracyjny',
      contactTech: 'kontakt techniczny',
      contactBilling: 'kontakt księgowy',
    },
  },
  pt: {
    subject: (id) => `Pedido de alteração de contacto n.º ${id}`,
    hello: (name) => `Caro(a) ${name},`,
    about: (service, product) =>
      `Foi pedida uma alteração de contacto para o serviço ${service} (${product}).`,
    designated: (from, fields) => `Foi designado(a) em substituição de ${from} como: ${fields}.`,
    asked: (from, to, fields) =>
      `Pediu que ${to} seja designado(a) em substituição de ${from} como: ${fields}.`,
    informed: (to, fields) => `${to} vai ocupar o seu lugar como: ${fields}.`,
    followLink: 'Para aceitar ou recusar esta alteração, siga este link:',
    token: 'Também pode concluir a operação através da API OVH. O token a utilizar é:',
    conditions: 'Ao aceitar, aceita também as condições particulares do serviço.',
    expires: (days) =>
      `Sem resposta de todos os contactos envolvidos, este pedido expira dentro de ${days} dias.`,
    nothingToDo: 'Esta mensagem é apenas informativa. Não tem de fazer nada.',
    sender: 'Apoio ao Cliente OVHcloud',
    fields: {
      contactAdmin: 'contacto administrador',
      contactTech: 'contacto técnico',
      contactBilling: 'contacto de faturação',
    },
  },
};
