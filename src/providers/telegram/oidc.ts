import { advice } from '../../recipes/advice.ts'

export const kept = advice('telegram', [
  {
    what: 'A Telegram bot token',
    how: 'A bot of its own that is a member of the one chat only; `/revoke` at BotFather makes a new token.',
    inputs: { 'appleboy/telegram-action': 'token' },
    variables: /^TELEGRAM_(?:BOT_)?(?:API_)?(?:TOKEN|KEY)$/,
    commands: /api\.telegram\.org/,
    names: 'TELEGRAM',
  },
])
