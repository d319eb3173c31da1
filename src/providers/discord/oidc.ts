import { advice } from '../../recipes/advice.ts'

export const kept = advice('discord', [
  {
    what: 'A Discord webhook',
    how: 'One webhook for each channel and workflow, so that it can be replaced alone.',
    inputs: {
      'sarisia/actions-status-discord': 'webhook',
      'tsickert/discord-webhook': 'webhook-url',
      'ilshidur/action-discord': 'discord_webhook',
      'discord-actions/message': 'webhookurl',
    },
    variables: /^DISCORD_(?:\w{1,40}_)?WEBHOOK(?:_UR[LI])?$/,
    commands: /discord(?:app)?\.com\/api\/webhooks/,
    names: 'DISCORD_WEBHOOK DISCORD_HOOK',
  },
  {
    what: 'A Discord bot token',
    how: 'A bot of its own with no more permissions than it needs; where it only posts, a webhook can do less harm.',
    variables: /^DISCORD_(?:BOT_)?(?:TOKEN|SECRET)$/,
    commands: /discord(?:app)?\.com\/api/,
    names: 'DISCORD',
  },
])
