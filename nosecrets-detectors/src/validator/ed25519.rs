//! Derives the public key of an Ed25519 seed (RFC 8032, section 5.1.5).
//!
//! The program that finds a key need not keep it secret from itself, so nothing takes constant
//! time. One key costs about four thousand field multiplications; it is derived only if a value
//! already has the shape of a key pair.

use super::sha2::sha512;

/// A number below 2²⁵⁵ - 19 or slightly above, in limbs of 51 bits.
#[derive(Clone, Copy)]
struct Field([u64; 5]);

/// A point in extended twisted Edwards coordinates: x = X/Z, y = Y/Z, xy = T/Z.
#[derive(Clone, Copy)]
struct Point {
    x: Field,
    y: Field,
    z: Field,
    t: Field,
}

const LIMB: u64 = (1 << 51) - 1;
const ZERO: Field = Field([0; 5]);
const ONE: Field = Field([1, 0, 0, 0, 0]);
/// Twice the curve's constant d.
const D2: Field = Field([
    0x0006_9b94_26b2_f159,
    0x0003_5050_762a_dd7a,
    0x0003_cf44_c003_8052,
    0x0006_738c_c740_7977,
    0x0002_406d_9dc5_6dff,
]);
const BASE: Point = Point {
    x: Field([
        0x0006_2d60_8f25_d51a,
        0x0004_12a4_b4f6_592a,
        0x0007_5b71_71a4_b31d,
        0x0001_ff60_5271_18fe,
        0x0002_1693_6d3c_d6e5,
    ]),
    y: Field([
        0x0006_6666_6666_6658,
        0x0004_cccc_cccc_cccc,
        0x0001_9999_9999_9999,
        0x0003_3333_3333_3333,
        0x0006_6666_6666_6666,
    ]),
    z: ONE,
    t: Field([
        0x0006_8ab3_a5b7_dda3,
        0x0000_0eea_2a5e_adbb,
        0x0002_af8d_f483_c27e,
        0x0003_32b3_7527_4732,
        0x0006_7875_f0fd_78b7,
    ]),
};

/// The public key of a 32-byte seed.
pub(crate) fn public_key(seed: &[u8]) -> [u8; 32] {
    let hash = sha512(seed);
    let mut scalar = [0; 32];
    scalar.copy_from_slice(&hash[..32]);
    scalar[0] &= 0xf8;
    scalar[31] = scalar[31] & 0x7f | 0x40;
    BASE.times(&scalar).encode()
}

impl Field {
    fn add(self, other: Field) -> Field {
        let mut sum = self;
        sum.0.iter_mut().zip(other.0).for_each(|(a, b)| *a += b);
        sum.carried()
    }

    fn sub(self, other: Field) -> Field {
        // twice the prime is added, so that no limb can fall below zero
        let mut rest = self;
        rest.0[0] += 0x000f_ffff_ffff_ffda;
        rest.0[1..].iter_mut().for_each(|a| *a += 0x000f_ffff_ffff_fffe);
        rest.0.iter_mut().zip(other.0).for_each(|(a, b)| *a -= b);
        rest.carried()
    }

    fn mul(self, other: Field) -> Field {
        let mut product = [0u128; 5];
        for (i, &a) in self.0.iter().enumerate() {
            for (j, &b) in other.0.iter().enumerate() {
                // 2²⁵⁵ is 19, so what runs over the fifth limb comes back
                let factor = if i + j < 5 { 1 } else { 19 };
                product[(i + j) % 5] += u128::from(a) * u128::from(b) * factor;
            }
        }
        let mut limbs = [0; 5];
        let mut carry = 0;
        for (limb, sum) in limbs.iter_mut().zip(product) {
            let sum = sum + carry;
            *limb = sum as u64 & LIMB;
            carry = sum >> 51;
        }
        limbs[0] += carry as u64 * 19;
        Field(limbs).carried()
    }

    /// Brings every limb to 51 bits, but for a few units in the first one.
    fn carried(mut self) -> Field {
        let mut carry = 0;
        for limb in &mut self.0 {
            *limb += carry;
            carry = *limb >> 51;
            *limb &= LIMB;
        }
        self.0[0] += carry * 19;
        self
    }

    /// 1/x, as x to the power of p - 2 = 2²⁵⁵ - 21: all bits but two are set.
    fn invert(self) -> Field {
        (0..255).rev().fold(ONE, |power, bit| {
            let square = power.mul(power);
            if bit == 2 || bit == 4 {
                square
            } else {
                square.mul(self)
            }
        })
    }

    /// The smallest number that it is congruent to, least significant byte first.
    fn encode(self) -> [u8; 32] {
        let mut limbs = self.carried().carried().0;
        // adding 19 runs over bit 255 exactly if the number is p or more
        let over = limbs.iter().fold(19, |carry, limb| (limb + carry) >> 51);
        limbs[0] += 19 * over;
        let limbs = Field(limbs).truncated();
        let bit = |at: usize| (limbs[at / 51] >> (at % 51) & 1) as u8;
        let byte = |at: usize| (0..8).filter(|i| at * 8 + i < 255).map(|i| bit(at * 8 + i) << i).sum();
        let mut bytes = [0; 32];
        bytes.iter_mut().enumerate().for_each(|(at, place)| *place = byte(at));
        bytes
    }

    /// Carries without bringing back what runs over bit 255.
    fn truncated(mut self) -> [u64; 5] {
        let mut carry = 0;
        for limb in &mut self.0 {
            *limb += carry;
            carry = *limb >> 51;
            *limb &= LIMB;
        }
        self.0
    }
}

impl Point {
    /// The sum of two points, equal or not
    /// (<https://hyperelliptic.org/EFD/g1p/auto-twisted-extended-1.html>, add-2008-hwcd-3).
    fn add(self, other: Point) -> Point {
        let a = self.y.sub(self.x).mul(other.y.sub(other.x));
        let b = self.y.add(self.x).mul(other.y.add(other.x));
        let c = self.t.mul(D2).mul(other.t);
        let d = self.z.mul(other.z);
        let d = d.add(d);
        let (e, f, g, h) = (b.sub(a), d.sub(c), d.add(c), b.add(a));
        Point { x: e.mul(f), y: g.mul(h), z: f.mul(g), t: e.mul(h) }
    }

    fn times(self, scalar: &[u8; 32]) -> Point {
        let neutral = Point { x: ZERO, y: ONE, z: ONE, t: ZERO };
        (0..256).rev().fold(neutral, |sum, bit| {
            let double = sum.add(sum);
            let set = scalar[bit / 8] >> (bit % 8) & 1 == 1;
            if set {
                double.add(self)
            } else {
                double
            }
        })
    }

    fn encode(self) -> [u8; 32] {
        let inverse = self.z.invert();
        let mut bytes = self.y.mul(inverse).encode();
        bytes[31] |= self.x.mul(inverse).encode()[0] << 7;
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::public_key;
    use crate::validator::base::hex;
    use crate::validator::sha2::sha256;

    #[test]
    fn public_keys_agree_with_another_implementation() {
        // OpenSSL's answers for the SHA-256 of these two messages as seeds
        let vectors = [
            ("", "be907b4bac84fee5ce8811db2defc9bf0b2a2a2bbc3d54d8a2257ecd70441962"),
            ("abc", "0bdf51005e5a525cc9bfb59f18070af6a8a6013106530eb8944554a5ae4c3cfa"),
        ];
        for (message, key) in vectors {
            let seed = sha256(message.as_bytes());
            assert_eq!(hex(key.as_bytes()).unwrap(), public_key(&seed));
        }
    }
}
