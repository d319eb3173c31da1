import { advice } from '../../recipes/advice.ts'

export const kept = advice('slack', [
  {
    what: 'A Slack webhook',
    how: 'One webhook for each channel and workflow, so that it can be replaced alone.',
    inputs: {
      'slackapi/slack-github-action': 'webhook slack_webhook_url slack-webhook-url',
      'act10ns/slack': 'webhook-url slack_webhook_url',
      'ravsamhq/notify-slack-action': 'webhook_url slack_webhook_url',
    },
    variables: /^SLACK_(?:\w{1,40}_)?(?:WEB_?HOOK|HOOK)(?:_UR[LI])?$/,
    commands: /hooks\.slack\.com/,
    names: 'SLACK_WEBHOOK SLACK_WEBHOOK_URL SLACK_HOOK SLACK_INCOMING_HOOK',
  },
  {
    what: 'A Slack token',
    how: 'A bot token with the one scope that the message needs (`chat:write`), limited to the addresses of your runners where they are '
      + 'fixed; or an incoming webhook, which can post to one channel only.',
    inputs: {
      'slackapi/slack-github-action': 'token slack_bot_token slack-bot-token',
      'archive/github-actions-slack': 'slack-bot-user-oauth-access-token',
    },
    variables: /^SLACK_(?:\w{1,40}_)?TOKEN$/,
    commands: /slack\.com\/api/,
    names: 'SLACK',
  },
])
