//! Circles of files: those that reach each other over edges.

use std::collections::BTreeSet;

use super::edges::Edges;

/// Returns the largest strongly connected component, sorted; empty if there is no circle.
///
/// If several are equally large, the one with the smallest index wins.
pub(super) fn largest(edges: &Edges) -> Vec<usize> {
    let reached: Vec<BTreeSet<usize>> = (0..edges.len()).map(|from| reachable(edges, from)).collect();
    let circle = |from: usize| -> Vec<usize> {
        reached[from].iter().copied().filter(|&to| reached[to].contains(&from)).collect()
    };
    let mut largest = Vec::new();
    for circle in (0..edges.len()).map(circle) {
        if circle.len() > largest.len() {
            largest = circle;
        }
    }
    largest
}

/// Returns the nodes that a walk of at least one edge from `from` reaches.
///
/// A crate has a few hundred files, so a walk from each of them is fast enough.
fn reachable(edges: &Edges, from: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        open.extend(edges[node].iter().copied().filter(|&next| reached.insert(next)));
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circle(edges: &[&[usize]]) -> Vec<usize> {
        let edges = edges.iter().map(|to| to.iter().copied().collect()).collect();
        largest(&edges)
    }

    #[test]
    fn a_graph_without_a_way_back_has_no_circle() {
        assert!(circle(&[&[1, 2], &[2], &[]]).is_empty());
        assert!(circle(&[]).is_empty());
    }

    #[test]
    fn the_larger_of_two_circles_is_returned() {
        assert_eq!(circle(&[&[1], &[0, 2], &[3], &[4], &[2]]), [2, 3, 4]);
    }

    #[test]
    fn circles_that_share_a_node_are_one() {
        assert_eq!(circle(&[&[1], &[0, 2], &[1], &[0]]), [0, 1, 2]);
    }
}
