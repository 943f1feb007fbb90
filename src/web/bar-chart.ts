import { scaleLinear } from 'd3-scale'
import handlebars from 'handlebars'

export type Bar = {
  label: string
  /** What the bar says in words, such as "12 von 20". */
  text: string
  value: number
  /** Of which so much is drawn lighter behind the bar, such as the whole quota behind its use. */
  of?: number
}

const row = 44
const escape = handlebars.escapeExpression

/**
 * Horizontal bars that keep their text readable on a phone: widths are percentages, heights and type are pixels. The page
 * puts the same figures into a table beside it; title and description say what it shows.
 */
export function barChart(chart: {
  id: string
  title: string
  description: string
  bars: Bar[]
}): handlebars.SafeString {
  const most = Math.max(1, ...chart.bars.map(({ value, of }) => Math.max(value, of ?? 0)))
  // The figure stands behind the bar on its own line, where no label of a company can run into it;
  // on a phone it needs a good third of the width.
  const width = scaleLinear([0, most], [0, 60])
  const bars = chart.bars.map(({ label, text, value, of }, at) => {
    const top = at * row
    const behind =
      of === undefined
        ? ''
        : `<rect class="vk-chart__of" x="0" y="${top + 22}" width="${width(of)}%" height="14" rx="3"/>`
    return `<text class="vk-chart__label" x="0" y="${top + 15}">${escape(label)}</text><text class="vk-chart__value" x="100%" y="${top + 34}" text-anchor="end">${escape(text)}</text>${behind}<rect class="vk-chart__bar" x="0" y="${top + 22}" width="${width(value)}%" height="14" rx="3"/>`
  })
  const { id, title, description } = chart
  return new handlebars.SafeString(
    `<svg class="vk-chart" role="img" aria-labelledby="${escape(id)}-title ${escape(id)}-desc" width="100%" height="${chart.bars.length * row}"><title id="${escape(id)}-title">${escape(title)}</title><desc id="${escape(id)}-desc">${escape(description)}</desc>${bars.join('')}</svg>`,
  )
}
