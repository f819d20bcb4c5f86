//! The heights at which the vertices of ordered columns stand: as near to what they are
//! joined to as the order and their own size allow.

use super::net::Net;

/// How often heights are brought near to each other.
const ROUNDS: usize = 8;

/// How tall each vertex is, and how much room is left above it.
pub(super) struct Sizes<'a> {
    pub height: &'a [f32],
    pub gap: &'a [f32],
}

/// The middles of all vertices. `seed` is where they stood before, if they did.
pub(super) fn heights(net: &Net, sizes: &Sizes<'_>, seed: &[Option<f32>]) -> Vec<f32> {
    let mut y = vec![0.0_f32; net.column.len()];
    let tallest = net.columns.iter().map(|c| extent(c, sizes)).fold(0.0, f32::max);
    for column in &net.columns {
        let mut top = (tallest - extent(column, sizes)) / 2.0;
        for vertex in column {
            let at = *vertex as usize;
            top += sizes.gap[at];
            y[at] = top + sizes.height[at] / 2.0;
            top += sizes.height[at];
        }
    }
    let seeded = seed.iter().any(Option::is_some);
    let mean = |to: &[u32], y: &[f32]| {
        (!to.is_empty()).then(|| to.iter().map(|t| y[*t as usize]).sum::<f32>() / to.len() as f32)
    };
    let count = net.columns.len();
    for round in 0..ROUNDS {
        for step in 0..count {
            let at = if round % 2 == 0 { step } else { count - 1 - step };
            let column = &net.columns[at];
            let wanted: Vec<f32> = column
                .iter()
                .map(|vertex| {
                    let v = *vertex as usize;
                    if let Some(seed) = seed[v].filter(|_| seeded) {
                        return seed;
                    }
                    let (before, behind) = (mean(&net.before[v], &y), mean(&net.behind[v], &y));
                    let near = match (before, behind) {
                        (Some(b), Some(a)) => Some(f32::midpoint(a, b)),
                        (one, other) => one.or(other),
                    };
                    near.unwrap_or(y[v])
                })
                .collect();
            apart(column, &wanted, sizes, &mut y);
        }
    }
    y
}

fn extent(column: &[u32], sizes: &Sizes<'_>) -> f32 {
    column.iter().map(|v| sizes.height[*v as usize] + sizes.gap[*v as usize]).sum()
}

/// The heights nearest to those wanted at which no two of a column are too near: a
/// regression that keeps the order (pool adjacent violators).
fn apart(column: &[u32], wanted: &[f32], sizes: &Sizes<'_>, y: &mut [f32]) {
    // What each block of vertices that touch wants: sum, how many, and where it begins.
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    let mut offset = Vec::with_capacity(column.len());
    let mut below = 0.0_f64;
    for (row, vertex) in column.iter().enumerate() {
        let at = *vertex as usize;
        if row > 0 {
            let above = column[row - 1] as usize;
            below +=
                f64::from(f32::midpoint(sizes.height[above], sizes.height[at]) + sizes.gap[at]);
        }
        offset.push(below);
        blocks.push((f64::from(wanted[row]) - below, 1.0, row));
        while let [.., before, last] = blocks.as_slice() {
            if before.0 / before.1 <= last.0 / last.1 {
                break;
            }
            let joined = (before.0 + last.0, before.1 + last.1, before.2);
            blocks.truncate(blocks.len() - 2);
            blocks.push(joined);
        }
    }
    for (at, (sum, count, first)) in blocks.iter().enumerate() {
        let end = blocks.get(at + 1).map_or(column.len(), |next| next.2);
        for row in *first..end {
            y[column[row] as usize] = (sum / count + offset[row]) as f32;
        }
    }
}
