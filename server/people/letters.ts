import type { Config } from '../config.ts'

type Letter = { subject: string; text: string }
type Site = Pick<Config, 'SITE_NAME' | 'PUBLIC_URL'>

const wrong = ({ PUBLIC_URL }: Site) =>
  `If that was not you, change your password at ${PUBLIC_URL}/account/signing-in and end the sessions you do not know.`

/** What people are told by mail about how they sign in. */
export const secondFactorLetters = {
  on: (site: Site): Letter => ({
    subject: `${site.SITE_NAME}: a second factor is asked for`,
    text: `From now on, signing in to ${site.SITE_NAME} asks for a code from your app as well.\n\n${wrong(site)}\n`,
  }),
  off: (site: Site): Letter => ({
    subject: `${site.SITE_NAME}: the second factor was switched off`,
    text: `Signing in to ${site.SITE_NAME} no longer asks for a code from your app.\n\n${wrong(site)}\n`,
  }),
  reset: (site: Site): Letter => ({
    subject: `${site.SITE_NAME}: your second factor was taken away`,
    text: `An owner of ${site.SITE_NAME} took away the second factor of your account, as is done when a phone is lost. Signing in asks for your password only. You can set up a new one at ${site.PUBLIC_URL}/account/signing-in.\n\n${wrong(site)}\n`,
  }),
}

export function passwordLetter(site: Site): Letter {
  return {
    subject: `${site.SITE_NAME}: your password was changed`,
    text: `The password of your account at ${site.SITE_NAME} was changed, and your other sessions were ended.\n\nIf that was not you, write to the people who run the site.\n`,
  }
}

const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })

export const erasureLetters = {
  asked: (site: Site, dueAt: number, words: 'delete' | 'keep'): Letter => ({
    subject: `${site.SITE_NAME}: your account will be erased`,
    text: `Your account at ${site.SITE_NAME} will be erased after ${MOMENT.format(dueAt)} UTC. ${
      words === 'delete' ? 'The words of your comments go with it.' : 'Your comments stay, without your name.'
    }\n\nTo keep the account, sign in before then, or take it back at ${site.PUBLIC_URL}/account/data.\n`,
  }),
  done: (site: Site): Letter => ({
    subject: `${site.SITE_NAME}: your account was erased`,
    text: `Your account at ${site.SITE_NAME} was erased. This is the last letter: your address is no longer kept.\n`,
  }),
}
