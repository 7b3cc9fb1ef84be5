# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Properties of code points, from Unicode 17.0. Made by a script.

A table has an entry a line that begins without a space: names, and a list of ranges: the gap to the range before
and, after a dash, the number of further code points, in base 36.
"""

#: The general categories but for those that are unions of others and for surrogates.
CATEGORIES = """
Cc Control cntrl: 0-v 2n-w
Cf Format: 4t 11u-5 m 5c 1d ao-1 28 2zv 1ks-4 q-4 1d-4 1-9 17yn 6x-2 3b5 f 6zm-f qxs-3 43z-7 h406 u-2n
Close_Punctuation Pe: 15 1f v 2wt 1 1ge 1wp 1j f hm 1 u u6 1 1 1 1 1 1 28 w 1 1 1 1 b8 1 1 1 1 1 1 1 1 1 1 1s 1 x th 1
 1 1 18 1 1 1 bw 1 1 1 1 3 1 1 1 2-1 14im 61 t 1 1 1 1 1 1 1 3 h 1 1 4q 1f v 2 2
Cn Unassigned: oo-1 6-3 7 1 k b1 12-1 1e-1 3 1j-7 r-3 6-a 7i 1o-1 2t-d 1n-1 1d-1 f s-1 1 b-4 y-4 6l 8-1 2-1 m 7 1-2 4-1
 9-1 2-1 4-7 1-3 2 5-1 p-1 3 6-3 2-1 m 7 2 2 2-1 1 5-3 2-1 3-2 1-6 4 1-6 h-9 3 9 3 m 7 2 5-1 a 3 3-1 1-e 4-1 c-6 7 3
 8-1 2-1 m 7 2 5-1 9-1 2-1 3-6 3-3 2 5-1 i-9 2 6-2 3 4-2 2 1 2-2 2-2 3-2 c-3 5-2 3 4-1 1-5 1-d l-4 d 3 n g-1 9 3 4-6 2
 3 2-1 4-1 a-6 m 3 n a 5-1 9 3 4-6 2-4 3 4-1 a 3-b d 3 1f 3 6-3 g-1 q 3 i-2 o 9 1-1 7-2 1-3 6 1 8-5 a-1 3-b 1m-3 t-10 2
 1 5 o 1 n-1 5 1 7 a-1 4-v 20 10-3 13 10 f d-10 5i 1-4 1-1 ah 4-1 7 1 4-1 15 4-1 x 4-1 7 1 4-1 f 1l 4-1 1v-1 w-2 q-5
 2e-1 6-1 il-2 2h-6 m-8 o-8 k-b d 3 2-b 2m-1 a-5 a-5 q-5 2h-6 17-4 1y-9 v c-3 c-3 1-2 16-1 5-a 18-3 q-5 b-2 1q-1 1t t-1
 b-5 a-5 e-1 1a-1 c-j 25 4m-7 1o-2 f-2 1q-4 17-1 b-7 17-4 eu-1 6-1 12-1 6-1 8 1 1 1 v-1 1h f e-1 6 j-1 3 9 2t c-1 r d-2
 y-d x-e 3w-3 ii-l b-k 1ec-1 am-4 19 1-4 1-1 1k-6 2-d o-8 7 7 7 7 7 7 7 7 3i-x q 2h-b 5y-p 28 2e-1 2v-4 17 2m 2e-8 1c
 mlp-2 1j-8 9o-j 54-7 65-j 1o-2 a-5 1k-7 1y-7 c-5 38-a u-2 26 b-3 x 1j-8 e-1 a-1 2v-n s-9 6-1 6-1 6-8 7 7 1o-3 3i-1 a-5
 8mc-b n-3 1d-3 6su-1 2y-11 7-b 5-4 q 5 1 2 2 i2-v 16-5 1f j 4-3 5 3r-1 1 5a-2 6-1 6-1 6-1 3-2 7 7-9 5-1 c q j 2 f-1
 e-x 3f-4 3-3 19-2 2g d-2 1-1a 1a-3l t-2 1d-e s-3 10-8 u-4 17-4 u 11-3 e-15 4e-1 a-5 10-3 10-3 14-7 1g-a c f 7 2 b f 7
 2-2 1g-b 8n-8 m-9 8-n 6 16 9-1w 6-1 1 18 2-2 1-1 n 20-7 9-1b j 2-4 x-2 r-4 r-11 1k-3 k-1 1e 2-4 8 3 t-1 3-3 a-6 9-6
 1s-v 13-3 c-8 1i-2 t-1 r-4 q-6 4-b 7-27 21-1i 1f-c 1f-6 1a-7 a-5 12-2 t-7 2-5r v 16 3-1 2-f 6-7 9-w 1a-7 16-l q-11 s-j
 n-8 26-3 10-8 1w-9 1-1 p-6 a-5 1h i-7 13-8 2o k-a i 1b-1p 7 1 4 f b-5 1n-4 a-5 4 8-1 2-1 m 7 2 5 a-1 2-1 3-1 1-5 1-4
 7-1 7-2 5-a a 1-1 1 12 a 1-1 1 4 a 2-7 2-s 2k 5-t 20-7 a-4l 1i-1 12-x 1x-a a-5 d-i 1m-5 a-5 k-r r-1 f-3 n-54 1o-2r
 2b-b 8-1 1-1 8 2 u 2-1 c-8 a-1x 8-1 1a-1 b-q 20-7 2b-c 21-6 a-2d 8-2f y-d a-5 9 19 e-9 t-2 w-1 m e-20 7 2 18-2 1 2 9-7
 a-5 6 2 11 2 6-6 a-5 18-3 a-6t p-6 h 15-2 t-2c 1-e 1e-c pn-2t 33 5-a 5g-217 2r-c uu-9 32z-4 g7-5a0 1m-1c5 ft-6 v a-3
 29 a-5 u-1 6-9 1y-9 a 7 l-4 j-bz 1m-5h 2j-4 p-1 p-17 23-3 1l-6 h-1r 5-a 7-8 5p2-14 w-2o 37-6po 4 7 2 83-e 1-s 3-1 1-d
 4-7 b0-1s3 2z-4 d-2 9-6 a-1 8-317 71-2 c4-5 n-e h-e 1a-1 n-8 38-1n 6u-9 13-1 5e-k 1y-3d k-b k-b 2f-8 p-3q 2d 1z 2-1
 1-1 2-1 4 c 1 7 1t 4-1 8 7 s 4 5 1-2 7 9g-1 84-1 ji-e 5 f-un v-5 6-5w 7 h-1 7 2 5-4 1q-w 1-33 19-2 e-1 a-3 2-8v v-g
 1m-4 1-cv 16-5x 17-3 1-5b v m-7 2-67 7 4 2 f 5h-1 g-14 24-3 a-3 2-ls 1w-23 1p-5d 4 r 2 1-1 1 a 4 1 1-5 1-3 1 1 1 3 2
 1-1 1 1 1 1 1 2 1-1 4 7 4 4 1 a h-4 3 5 h-1f 2-7h 18-3 2s-b f-1 f f 11-9 4u-1j t-c 18-3 9-6 2-d 6-49 rd-2 h-2 d-2 62-5
 c-3 1-e c-3 1k-7 a-5 14-7 u-1 c-3 2-d 9-12 9k-7 e-1 d-2 b-2 1l 1-3 g-1 c-3 a-6 43 2v-sk wyo-v 3dq-1 4ge-1 5rl-e ha-1wh
 f2-15t 3t7-4 6ju-f5vq 1-t 2o-3j 6o-1e6n 1eke-1 1eke-1
Co Private_Use: 188w-4xr jpc0-1ekd 2-1ekd
Connector_Punctuation Pc: 2n 6an-1 j 17tq-1 o-2 6n
Currency_Symbol Sc: 10 3h-3 yx 3f du-1 du-1 7 6t 7b g5 1wb 1qc-x qra gxv 30 4a 63-1 3-1 6ba-3 12ji 1ww
Dash_Punctuation Pd: 19 124 1f 2td sl 1l5-5 2rl 2 v-1 4 s ce j 33 14ls-1 11 a 4p 2u8 8u
Decimal_Number Nd digit: 1c-9 17q-9 3q-9 5i-9 bg-9 3a-9 3a-9 3a-9 3a-9 3a-9 3a-9 3a-9 3a-9 3a-9 2o-9 3a-9 1y-9 7q-9
 1y-9 1fq-9 12-9 8c-9 3k-9 4m-9 6-9 52-9 2e-9 3q-9 6-9 r7q-9 iu-9 12-9 5i-9 m-9 2e-9 ba-9 geu-9 13a-9 1om-9 6-9 m4-9
 3k-9 1o-9 40-9 7q-9 9i-9 3a-9 ae-9 2u-9 6-j 24-9 bq-9 2u-9 ie-9 2e-9 6u-9 1y-9 1i-9 9y-9 d06-9 1t2-9 2e-9 3q-9 eu-9
 iuu-9 250-1d 1ts-9 bq-9 dy-9 6v-9 np-9 3o6-9
Enclosing_Mark Me: w8-1 4dw 17i-3 1-2 qdn-2
Final_Punctuation Pf: 57 671 3 s 2q0 1 4 2 f 3
Initial_Punctuation Pi: 4r 67g 2-1 2 p 2q0 1 4 2 f 3
Letter_Number Nl: 4j2-2 227-y 2-3 2v2 p-8 e-2 nfv-9 hu8-1g cs 8 3q-4 6cq-32 ex1-2
Line_Separator Zl: 6co
Ll Lowercase_Letter: 2p-p 1m 15-n 1-7 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 1 1 1 1 1 1 1 1-1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1-2 2 1 2 3-1 4 2 3-2 2 2 1 1 2 1-1 1 2 3 1 2-1 2-2 6 2 2 1 1 1 1 1 1 1
 1-1 1 1 1 1 1 1 1 1 1-1 2 1 3 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-6 2 2-1 1 4 1 1 1 1-1w 2-p 5d
 1 3 3-2 i r-y 1-1 3-2 1 1 1 1 1 1 1 1 1 1 1 1-4 1 2 2-1 1f-1b 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 9 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1 1 1 1 1-1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1c-14 287-16 2-2 l4-5 1oi-8 1 39-17 1r-c 1-x 2u 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-8 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-8 8-5 a-7 8-7 8-5 a-7 8-7 8-d
 2-7 8-7 8-7 8-4 1-1 6 3-2 1-1 8-3 2-1 8-7 a-2 1-1 7m 3-1 3 r 4 4 2-1 8-3 4 1h 23v-1b 1 3-1 1 1 1 4 1-1 1-5 5 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 7 1 4 c-11 1 5 nwz 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 j 1 1 1 1 1 1 1 1 1 1 1 1 1 3r 1 1 1 1 1 1-2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1-7 1 1 2 1 1 1 1 4 1 2 1-2 1 1 1 1 1 1 1 1 1 1 5 5 1 1 1 1 1 1 1 4 1 2 1 1 1 1 1 1 1 q 3 mt-16
 5-8 7-27 fnk-6 c-4 tl-p y5-13 3s-z 4b-a 1-e 1-6 1-1 1dv-1e 3h-l 27u-v gw0-v 1n-o k06-p q-6 1-h q-p q-3 1 1-6 1-a q-p
 q-p q-p q-p q-p q-p q-p q-p q-r s-o 1-5 q-o 1-5 q-o 1-5 q-o 1-5 q-o 1-5 1 1f8-9 1-j 6-5 1yv-x
Lm Modifier_Letter: j4-h 4-b e-4 7 1 3p 5 da 6e 4k-1 7h-1 4 v 9 3 4g 4n yc 3j fp 1cq 2z gz cw-5 4u-1q d y-10 j5 d g-c
 2cf-1 6p 5b d1 17-4 5 2p-1 2l-2 lxy yq-5 7i 36 s-1 3d-8 28 n 2w-3 3-1 d1 m 3t 30 l-1 2v-3 9 gli 19-1 1k0-5 1-15 1-8
 13n w 9h 2z7 fae-3 e4-2 14-1 fa-c 1s-1 1 e-1 cn0-3 1-6 1-1 9ip-1p 5l-6 q5 er gb
Lo Other_Letter: 4q f 74 4-3 5s-1 my-q 4-3 19-v 1-9 z-1 1-2q 1 o-1 a-2 2 g 1-t t-2g b o-w l-l 16-o 7-a 5-n 1-6 g-14
 1n-1h 3 i 7-9 g-e 4-7 2-1 2-l 1-6 1 3-3 3 g d-1 1-2 e-1 a 8-5 4-1 2-l 1-6 1-1 1-1 1-1 v-3 1 j-2 g-8 1-2 1-l 1-6 1-1
 1-4 3 i f-1 n b-7 2-1 2-l 1-6 1-1 1-4 3 u-1 1-2 f h 1-5 3-2 1-3 3-1 1 1-1 3-1 3-2 3-b m 1g-7 1-2 1-m 1-f 3 q-2 1-1 2-1
 u 4-7 1-2 1-m 1-9 1-4 3 u-2 1-1 f-1 h-8 1-2 1-14 2 g 5-2 8-2 o-5 5-h 3-n 1-8 1 2-6 1m-1b 1-1 c-5 1n-1 1 1-4 1-n 1 1-9
 1-1 9 2-4 n-3 w 1r-7 1-z r-4 37-16 k g-5 4-3 3 3-1 7-2 4-c c 35-94 1-3 2-6 1 1-3 2-14 1-3 2-w 1-3 2-6 1 1-3 2-e 1-1k
 1-3 2-1u 11-f 35-h7 2-g 1-p 5-22 6-7 7-h d-i e-h e-c 1-2 f-1f 14 1v-y 1-1g 7-4 2-x 1 5-1x a-u 1d-t 2-4 b-17 4-p 1i-m
 9-1g 4w-1a h-7 1i-t d-1 a-17 q-z 15-2 a-t 35-3 1-5 1-1 3 u2-3 2d3-1j o-m 9-6 1-6 1-6 1-6 1-6 1-6 1-6 1-6 fb 1h 4-2d 8
 1-2h 4 5-16 1-2l h-v 1c-f e8-533 1s-g7o 1-vq 1v-13 8-7f 4-f a-1 1u 1d-1x 4p 2v 3-6 1-2 1-3 1-m t-1f e-1d 1q-5 3 1-1
 b-r a-m p-s 7-1a 19-4 2-8 a-4 1-14 n-2 1-7 k-f 1-5 3 3-1d 1 3-1 2-4 2 1 o-1 3-a 7 e-5 2-5 2-5 9-6 1-6 41-y t-8mb c-m
 4-1c 6is-a5 2-2x 1v 1-9 1-c 1-4 1 1-1 1-1 1-2z x-a2 i-1r 2-1h 14-b 38-4 1-3q 2x-9 1-18 2-u 3-5 2-5 2-5 2-2 z-b 1-p 1-i
 1-1 1-e 2-d y-3e at-s 3-1c 1b-v d-j 1-7 6-11 a-t 2-z 4-7 3k-25 2q-13 8-1f 2k-1f c-8m 9-l a-7 48-5 2 1-17 1-1 3 2-m a-m
 9-u 1t-i 1-1 a-l a-p 6-p 12-1j 6-1 1s f-3 1-2 1-s 16-s 3-s z-7 1-r r-1h a-l a-i d-h 32-20 53-z 12-3 1 8g-15 6-1 g-2
 1-1 1k-s a 8-l 16-h 1a-k r-m c-1g 1l-1 2 d-18 w-o q-z t 2 8-y 3 c-1b e-3 l 1 z-h 1-o j-1 1r-6 1 1-3 1-e 1-9 7-1a 12-7
 2-1 2-l 1-6 1-1 1-4 3 i c-4 u-9 1 2 1-11 1 p 1 18-1g i-3 k-2 u-1b k-1 1 54-1a 15-3 10-1b k 1n-16 d 1z-q 11-6 55-17
 5v-7 2 2-7 1-1 1-n f 1 2m-7 2-12 g 1 s a-13 7 l b-19 j i-20 5j-w v-8 1-10 h 1d-t 34-6 1-1 1-11 l p-5 1-1 1-v e n-14
 1-1 78-i f 1-c 1-x 3g 27-pl 6e-5f 218-2o f-tr h-5 p-32y 5-g6 5a1-t 1cy-fs 7-u h-26 h-t i-1b 1f-k 5-i c3-13 b9-22 5
 4v-5p1 15-v 2p-36 6q5-82 f t-2 2 e-3 8-az 1s4-2y 5-c 3-8 7-9 6sw dx-18 x 8x-t i-17 dg-q 6d-t 2 5r-u 1-2 1-1 1-6 2-4 9
 69-6 1-3 1-1 1-e 1-5g 117-3 1-q 1-1 1 2 1-9 1-3 1 1 6 4 1 1 1-2 1-1 1 2 1 1 1 1 1-1 1 2-3 1-6 1-3 1-3 1 1-9 1-g 5-2
 1-4 1-g 3es-wyn w-3dp 2-4gd 2-5rk f-h9 1wi-f1 15u-3t6 5-6jt
Lt Titlecase_Letter: cl 2 2 12 5ud-7 8-7 8-7 c f 1b
Lu Uppercase_Letter: 1t-p 2t-m 1-6 x 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1 1 1 1 1 1 2 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 1 1 3-1 1 1-1 1-2 2-3 1-1 1-2 3-1 1-1 1 1 1-1 1 2 1-1 1-2 1 1-1 3 7 2 2 2 1 1 1
 1 1 1 1 2 1 1 1 1 1 1 1 1 2 2 1-2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 7-1 1-1 2 1-3 1 1 1 1 81 1
 3 8 6 1-2 1 1-1 1-g 1-8 z 2-2 3 1 1 1 1 1 1 1 1 1 1 1 5 2 1-1 2-1e 1c 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 9 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 1 1 1 1 1 1 2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2-11 289-11 1 5 k2-2d 1oz 6-16 2-2 8w 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 9 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 9-7 8-5 a-7 8-7 8-5 b 1 1 1 8-7 20-3
 c-3 c-3 c-4 b-3 7a 4 3-2 2-2 2 3-4 6 1 1 1-3 2-3 a-1 5 1p 22k-1b 1c 1-2 2 1 1 1-3 1 2 8-2 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 8 1 4 nyl 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 j 1 1 1 1 1 1 1 1 1 1 1 1 1 3r 1 1 1 1 1 1 3 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 a 1 1-1
 1 1 1 1 4 1 2 1 3 1 1 1 1 1 1 1 1 1 1-4 1-4 1 1 1 1 1 1 1 1-3 1 1-1 1 1 1 1 1 1 1 1 o h7v-p xx-13 3s-z 4c-a 1-e 1-6
 1-1 1d6-1e 4d-l 27u-v gw0-v 1s-o k07-p q-p q-p q 1-1 2 2-1 2-3 1-7 q-p q-1 1-3 2-7 1-6 r-1 1-3 1-4 1 3-6 r-p q-p q-p
 q-p q-p q-p u-o x-o x-o x-o x-o x 3ed-x
Math_Symbol Sm: 17 g-2 1p 1 19 4 11 v la en-2 56j d 13-2 d-2 3v 13-4 6 1w-4 5-1 4 2 2 7 v-1 2 1 v-7f w-1 2i u-o 14-5 d1
 9 1i-7 33 9c-4 2-u a-f 74-3m m-1q 4-v 2-75 1c-k 2-5 1524 mw 1-2 4k g-2 1p 1 3n 6-3 2ox-1 1274 1jk p v p v p v p v p
 4ks-1 1y6-8
Mc Spacing_Mark: 1s3 1j 2-2 8-3 1-1 1e-1 1m-2 6-1 2-1 a 17 1m-2 1u 1m-2 8 1-1 1h-1 1m 1 6-1 2-1 a 2u-1 1-1 3-2 1-2 a
 15-2 1p-3 1p-1 1m 1-4 2-1 1-1 9-1 s e-1 1m-2 5-2 1-2 a 16-1 23-2 6-7 i-1 96-1 1r 4r-1 4 6 2-1 p-1 a-2 2-6 l-1 2-5 2
 a-2 1a0 u 3l 7-7 1-1 9m-3 2-2 4-1 1-5 68-1 1m 1 9 1-1 8-5 41 1c 5 1-4 1-1 1p u 4-1 2 1o 2-2 1 3-1 1c-7 8-1 4r l 3sm-1
 noz-1 2 2g-1 1e-f 3y-1 1b 1c-1 4-1 2-2 32-1 2-1 o 19 1 31 2-1 5 6l-1 1-1 1-1 1 jrn 1 3j 19-2 4-1 37 o-1 1n 1c-2 9-1 d
 2l-2 3-1 1 4q-2 v-1 1m-1 1-3 2-1 2-2 9 a-1 2c-2 7 2 1-3 1-1 1 2t-2 8-1 3 2y-2 6 1-3 2 6l-2 6-3 2 35-2 8-1 1 31 1-1 6
 2v 1-1 4 79-2 9 6v-5 1-1 4 2 1 3y-2 8-3 4 2c t-1 1q 5l 3 1 5j e 2y 7 2 5x-4 4-1 1 9q-1 c 1c-1 8-1 1 d0o-2 2sk-1i 2w-1
 j8z-1 6-5
Mn Nonspacing_Mark: lc-33 7n-4 7d-18 1 1-1 1-1 1 20-a 1c-k g 2t-6 2-5 2-1 1-3 z u-q 2j-a 1m-8 9 o-3 1-8 1-2 1-4 17-2
 1n-8 16-n 1-v 1j 1 4-7 4 3-6 a-1 t 1m 4-3 8 k-1 q 2-1 1l 4-1 4-1 2-2 3 u-1 3 b-1 1l 4-4 1-1 4 k-1 m-5 1 1m 2 1-3 8 7-1
 b-1 u 1p c 1e 3 1j 1-2 5-2 1-3 7-1 b-1 t 1m 2 6 5-1 k-1 s-1 1l-1 4-3 8 k-1 t 20 7-2 1 2i 2-6 c-7 2q 2-8 b-6 21-1 r 1 1
 1j-d 1-4 1-1 5-a 1-z 9 2u-3 1-5 1-1 2-1 p-1 4-2 g-3 d 2-1 6 f jj-2 qa-2 t-1 u-1 u-1 1s-1 1-6 8 2-a 9 19-2 1 39-1 y
 3a-2 4-1 9 6-2 63-1 2 1m 1-6 1 1 2-7 6-9 2 1c-d 1-u 2-b k-3 1c 1-4 1 5 14-8 c-1 w-3 2-1 1-2 1k 1-1 3 1-2 1m-7 2-1 48-2
 1-c 1-6 4 6 3-1 5i-1r k0-c 4 3-b 2da-2 3x 2o-v fe-3 2z-1 n9w 4-9 w-1 28-1 7k 3 4 p-1 5 47-1 q-h d 12-7 p-a 1a-2 1c 2-3
 2-1 13 1v-5 2-1 2-1 c 8 1b 1f 1-2 2-1 5-1 1 16-1 8 6m 2 4 fn4 kh-f g-f r1 6a 45-4 1ae-2 1-1 5-3 14-2 4 4l-1 fx-3 1t-4
 8t-1 25-5 1y-a 1d-3 3f 1i-e 15 2-1 a-2 1d-3 2-1 7 1p-2 10-4 1-7 1q c-1 1g-8 a-3 2 2n-2 2 1-1 6 2 4d 3-7 l-1 1l-1 3
 11-6 3-4 1y-5 d 1 1 e-1 2d-7 2-2 1 n 2c-5 1 4-1 1-1 6m-3 6-1 1-1 r-1 2d-7 2 1-1 2y 1 2-5 1 2t 1 2-3 1-4 77-8 1-1 74-1
 1 4 40-3 2-1 4 w-9 14-5 2-3 8 9-5 2-2 1a-c 1-1 5i 1-2 1 5l-6 1-5 1 2a-l 2-6 1-1 1-1 3e-5 3 1-1 1-6 1 20-1 3 1 9n-1 b-1
 1g-4 5 1 n 44l 6-e 8ug-b 3-2 1xc-4 1n-6 t4 1r-3 29 f5k-1 3mp-19 2-m f4-2 h-7 2-6 u-3 44-2 1iz-1i 4-1d 8 e m-4 1-e
 11s-6 1-g 2-6 1-1 1-4 2s 4g-6 af 1p-3 e4-3 72-1 6r 2 7-1 5 d6-6 31-6 gzhx-6n
Modifier_Symbol Sk: 2m 1 1z 6 4 3 eh-3 c-d 5-6 1 1-g 39 e-1 zm 4l0 1-2 b-2 d-2 d-2 d-1 3a4-1 ndv-m 9-1 2v-1 r4 e-1
 fuu-g or 1 4i 1c7r-4
No Other_Number: 4y-1 5 2-2 1th-5 ag-5 3c-2 3p-6 61-6 h-8 c1-9 tx-j vn-9 dc 1at 3-5 6-9 5i-f 15 k6-1n 26-l hi-t 12h
 wk-3 3u-9 u-7 1-e w-9 13-e n74-5 hjl-18 1t-3 h-1 9h-q 10-3 110-7 p-6 13-8 23-4 m-5 4g-1 2-f 2-19 1s-8 1g-1 u-2 23-4
 2w-7 o-7 15-6 96-5 9s-u 4e-9 16-3 34-6 3q-j aj-j 11h-1 by-8 o7-i nn-k ex2-6 m6-m js9-j c-j 30-o 47i-8 pt-1m 1-2 1-3
 24-18 1-e qq-c
Open_Punctuation Ps: 14 1e v 2wu 1 1ge 1vi 3 12 1j f hm 1 u u6 1 1 1 1 1 1 28 w 1 1 1 1 b8 1 1 1 1 1 1 1 1 1 1 1s 1 x
 th 1 1 1 p i 1 1 1 bw 1 1 1 1 3 1 1 1 2 14ip 5z t 1 1 1 1 1 1 1 3 h 1 1 4q 1e v 3 2
Other_Punctuation Po: x-2 1-2 2 1 1-1 a-1 3-1 r 1w 5 e-1 7 ji 8 cy-5 15 1i 2 2 18-1 k-1 1-1 d 1-2 22-3 2u 17-d 6h-2
 1i-e v 79-1 a 3w 3c 3d au c a7 2i a-1 4o-e 1 34 22-4 4-1 33-5 4r h0-8 lh 3g-2 1z-1 4d-2 1-2 11-5 1-3 8p-1 60-1 3k-6
 1-5 4g-1 a-6 s-2 3g-3 1n-4 1q-1 1s-7 b n6-1 8-7 8-8 2-3 2-2 3-a 1 1-9 2hm-3 1-1 34 3z-1 4-2 2 2-8 1-1 1 2-1 a-4 1-9
 2-3 1 1-c 2-2 bw-2 1l 59 mwy-1 7h-2 2r a 37-5 ak-3 2e-1 14-2 1 1d-1 1b 2p-c g-1 3g-3 3i-1 g-1 6x g84-6 2 m k-1 2-3 3-2
 1-3 7-2 6 1-1 45-2 1-2 2 1 1-1 a-1 3-1 r 10 2-1 be-2 ik 1c bi kn 5j v 7k-8 12 34-6 1u-6 2h-3 mr 3o-4 18-3 59-6 31-1
 1-3 3i-3 1c-1 27-3 4 d 1-2 2g-5 2z 8a-1 1-1 36-4 a-1 1 2w 6y-m 2x-2 s-c 24 3m-2 70 7c-2 4b 2k-7 2b-2 1-4 2l-9 5z 2n-4
 16-1 hx-1 22-c 4v vk-4 29o-1 bjv-1 3p 1t-4 8 fc-2 87-3 93 f5o 5wn-4 29f ny-1
Other_Symbol So: 4m 2 4 1 r5 7e-1 3j-1 5q a j-1 6v eb ad 3m-5 1 3o 5r 15 av-2 f 1-2 2-5 k 1 1 3p-7 1-5 1-1 5-3 5h-1
 kw-9 k3 k2 4d-x 9t-9 9-8 137-1 1-3 1-1 a 1-1 6-5 1 1 1 4 b-1 e 1-1 1 1m-1 9-4 2-3 1-1 1-1 1-6 1-u 2-1 1 1-u 7g-7 4-j
 2-6 2-28 1-t p-13 6-1z m-a 29-25 m-52 1-8 1-1h 8-32 1-6v 18-17 1s-73 e8-1b l-1 6-12 2-3t 6d-5 9x-1 1a-p 1-2g c-5x q-f
 4 d-1 c l-1 6-1 9c-1 4-9 w-11 9 g-u b-t 8 f-v a-12 f-8v 534-1r h3k-1i o1-3 a-1 1 fx-2 g21-f a5-f 1s-1 1i-7 19-2 dg 3
 4-1 d-1 8p-8 1l-g 2-2 1-c 3 1b-18 1a2-1 gf so-7 1nq 1p1-7 4-g eve-3 5 g2e 31f-6n a-2 3-c3 6-m f-f 2o-37 1o-6t a-12
 2-1n 5-2 m-1 7-t 4-1o l-1t 3 56-2e x5-e7 1j-3 1e-7 1-d 1-1 1c8 28s 3l k1-17 4-2r c-e 2-e 1-e 1-10 n-4g 1k-s d-17 4-8
 7-1 e-5 4a-6y 5-k8 3-g 3-c 3-61 6-b 4 f-b 4-1j 8-9 6-13 8-t 2-b 4-1 1q-9j 8-d 2-c 3-a 3-1k 1 4-f 2-b 4-9 7-42 1-2j a
Paragraph_Separator Zp: 6cp
Space_Separator Zs: w 3j 4bj 1vj-a 10 1b 334
"""

#: The scripts.
SCRIPTS = """
Adlam Adlm: 2olc-23 4-9 4-1
Aghb Caucasian_Albanian: 1flc-1f b
Ahom: 1j40-q 2-e 4-m
Anatolian_Hieroglyphs Hluw: 1s00-g6
Arab Arabic: 16o-4 1-5 1-d 1-2 1-v 1-9 b-p 1-2z 1-x 28-1b 6o-x 5-22 1-s 1bv4-dp 2-3z w-f 34-4 1-3q 31f-u 1v-5 8-8 x-5
 181s-3 1-q 1-1 1 2 1-9 1-3 1 1 6 4 1 1 1-2 1-1 1 2 1 1 1 1 1-1 1 2-3 1-6 1-3 1-3 1 1-9 1-g 5-2 1-4 1-g 1g-1
Armenian Armn: 10x-11 2-1d 2-2 1chv-4
Armi Imperial_Aramaic: 1g74-l 1-8
Avestan Avst: 1gqo-1h 3-6
Bali Balinese: 5c0-24 1-1d
Bamu Bamum: www-2f 124o-fs
Bass Bassa_Vah: 1zo0-t 2-5
Batak Batk: 5hc-1f 8-3
Beng Bengali: 1vk-3 1-7 2-1 2-l 1-6 1 3-3 2-8 2-1 2-3 8 4-1 1-4 2-o
Bhaiksuki Bhks: 1k3k-8 1-18 1-d a-s
Bopo Bopomofo: kq-1 93t-16 34-v
Brah Brahmi: 1hq8-25 4-z 9
Brai Braille: 7wg-73
Bugi Buginese: 54w-r 2-1
Buhd Buhid: 4lc-j
Cakm Chakma: 1hxc-1g 1-h
Canadian_Aboriginal Cans: 3y8-hr fk-1x 1ewq-f
Cari Carian: 1f34-1c
Cham: xkw-1i 9-d 2-9 2-3
Cher Cherokee: 3vk-2d 2-5 twy-27
Common Zyyy: 0-1s q-5 q-1a 1-e 1-4 n v ch-12 5-4 2-j 38 9 6 1 hp 6 e 3 w 4c ec 3l-1 yh b9-3 82 167-2 1z-1 5n-1 1 y5 d
 7-3 1-5 1-2 2 lh-b 2-2e 1-a 3-a 1-e h-x 1q-11 1-2 2-5 1-q 1-g 15-2 4-ih m-a l-pr 74-hf 2-3t e8-2l b6-k 1 1-o f-7 4-3
 2j-1 3 2i-1 43-f w-11 9 1c-1r v-28 1b 2g-4n 534-1r hkw-x 2u-2 4l-9 6s 4g az e-1 g5u-1 5s-9 m-y 1-i 1-3 43 1-v q-5 q-a
 a 19-1 1s-6 1-6 a-4 76-2 4-18 3-8 28-c 1f-18 6c-q 10o4-3 318-70 3-c3 6-m f-g 2n-37 1o-6t a-12 2-1p 3-g 8-1 7-t 4-1o
 5x-j c-j c-2e 9-o 3r-2c 1-1y 1-1 2 2-1 2-3 1-b 1 1-6 1-1s 1-3 2-7 1-6 1-r 1-3 1-4 1 3-6 1-9f 2-83 2-1d 41d-1v 24-1o
 jm-17 4-2r c-e 2-e 1-e 1-10 a-4t 1k-p 1-1 d-17 4-8 7-1 e-5 4a-rc 3-g 3-c 3-61 6-b 4 f-b 4-1j 8-9 6-13 8-t 2-b 4-1 e-8
 13-9j 8-d 2-c 3-a 3-1k 1 4-f 2-b 4-9 7-42 1-2u gvly u-2n
Copt Coptic Qaac: rm-d 80g-37 5-6
Cprt Cypriot: 1g5c-5 2 1-17 1-1 3 2
Cuneiform Xsux: 1kw0-pl 2u-32 1-4 b-5f
Cyrillic Cyrl: sg-3o 2-4o 4ls-a 4g 24 38n-v nr4-2n ham-1 18n4-1p x
Deseret Dsrt: 1fcw-27
Deva Devanagari: 1s0-28 4-e 2-p vhc-v mio-9
Dupl Duployan: 2fpc-2y 5-c 3-8 7-9 2-3
Egyp Egyptian_Hieroglyphs: 1o1s-ut a-32y
Elba Elbasan: 1fk0-13
Ethi Ethiopic: 3k0-20 1-3 2-6 1 1-3 2-14 1-3 2-w 1-3 2-6 1 1-3 2-e 1-1k 1-3 2-1u 2-v 3-p 546-m 9-6 1-6 1-6 1-6 1-6 1-6
 1-6 1-6 opu-5 2-5 2-5 9-6 1-6 1qk1-6 1-3 1-1 1-e
Geor Georgian: 3a8-11 1 5 2-16 1-3 2a8-16 2-2 37k-11 1 5
Glag Glagolitic: 8ow-2n 2e1s-6 1-g 2-6 1-1 1-4
Gonm Masaram_Gondi: 1kao-6 1-1 1-17 3 1-1 1-8 8-9
Goth Gothic: 1f74-q
Gran Grantha: 1ibk-3 1-7 2-1 2-l 1-6 1-1 1-4 2-8 2-1 2-2 2 6 5-6 2-6 3-4
Greek Grek: og-3 1-2 2-3 1 4 1 1-2 1 1-j 1-1q e-f 4yu-4 1e-4 4-4 2c 8w-l 2-5 2-11 2-5 2-7 1 1 1 1-u 2-1g 1-e 1-d 2-5
 1-i 2-2 1-8 87 rb2 gyi-26 h 155r-1x
Gujarati Gujr: 22p-2 1-8 1-2 1-l 1-6 1-1 1-4 2-9 1-2 1-2 2 f-3 2-b 7-6
Gurmukhi Guru: 1z5-2 1-5 4-1 2-l 1-6 1-1 1-1 1-1 2 1-4 4-1 2-2 3 7-3 1 7-g
Han Hani: 96o-p 1-2g c-5x 1b 1 p-8 e-3 qs-533 1s-g73 hkw-a5 2-2x n48-1 c-6 sg9-wyn w-3dp 2-4gd 2-5rk f-h9 1wi-f1
 15u-3t6 5-6jt
Hang Hangul: 3cw-73 5ym-1 75-2l 35-u 1t-u nhd-s hv-8mb c-m 4-1c 7tw-u 3-5 2-5 2-5 2-2
Hano Hanunoo: 4kg-k
Hatr Hatran: 1gbk-i 1-1 5-4
Hebr Hebrew: 13l-1i 8-q 4-5 1cfc-p 1-4 1 1-1 1-1 1-9
Hira Hiragana: 9j5-2d 6-2 23q9-7y i t-2 crx
Hmng Pahawh_Hmong: 1zpc-1x a-9 1-6 1-k 5-i
Hung Old_Hungarian: 1h1c-1e d-1e 7-5
Inherited Qaai Zinh: lc-33 7p-1 ck-a q kg-3 3ff-19 2-b dg-2 1-c 1-6 4 6 3-1 5i-1r ek-1 5e-w 309-3 2z-1 14kl-f g-d r3 6a
 38a 1138-19 2-m f4-2 h-7 2-6 u-3 h45u-6n
Inscriptional_Pahlavi Phli: 1gtc-i 5-7
Inscriptional_Parthian Prti: 1gsg-l 2-7
Ital Old_Italic: 1f5s-z 9-2
Java Javanese: xhc-25 2-9 4-1
Kaithi Kthi: 1hts-1u a
Kali Kayah_Li: xds-19 1
Kana Katakana: 9lt-2h 2-2 6o-f 5s-1a 1-2f 14b2-9 1-18 ytu-3 1-6 1-1 1 7z-2 1e e-3
Kannada Knda: 2gw-c 1-2 1-m 1-9 1-4 2-8 1-2 1-3 7-1 5-2 1-3 2-9 1-2
Khar Kharoshthi: 1gjk-3 1-1 5-7 1-2 1-s 2-2 4-9 7-8
Khmer Khmr: 4n4-2l 2-9 6-9 di-v
Khoj Khojki: 1i4g-h 1-1a
Khudawadi Sind: 1i9c-1m 5-9
Lana Tai_Tham: 55s-1q 1-s 2-a 6-9 6-d
Lao Laoo: 2v5-1 1 1-4 1-n 1 1-m 2-4 1 1-6 1-9 2-3
Latin Latn: 1t-p 6-p 1b f 5-m 1-u 1-cg 13-4 55n-11 6-1c 5-3 5-c 1-1x 1t-73 a9 d g-c 3x-1 6 r h-14 253-v o82-2t 3-29 k-e
 mo-16 1-8 1-3 fpy-6 t6-p 6-p 1lx-5 1-15 1-8 16it-u 6-5
Lepc Lepcha: 5j4-1j 3-e 3-2
Limb Limbu: 4xs-u 1-b 4-b 4 3-b
Lina Linear_A: 1fr4-8m 9-l a-7
Linb Linear_B: 1ekg-b 1-p 1-i 1-1 1-e 2-d y-3e
Lisu: wk0-1b o8g
Lyci Lycian: 1f28-s
Lydi Lydian: 1gdc-p 5
Mahajani Mahj: 1hzk-12
Malayalam Mlym: 2kg-c 1-2 1-1e 1-2 1-5 4-f 2-p
Mand Mandaic: 1mo-r 2
Mani Manichaean: 1gow-12 4-b
Marc Marchen: 1k6o-v 2-l 1-d
Meetei_Mayek Mtei: xr4-m 5l-19 2-9
Mend Mende_Kikakui: 2oe8-5g 2-f
Merc Meroitic_Cursive: 1ggw-n 4-j 2-19
Mero Meroitic_Hieroglyphs: 1gg0-v
Miao Plrd: 20hs-22 4-1k 7-g
Modi: 1iww-1w b-9
Mong Mongolian: 4qo-1 2 1-j 6-2g 7-16 1e45-c
Mro Mroo: 1zk0-u 1-9 4-1
Mult Multani: 1i80-6 1 1-3 1-e 1-a
Myanmar Mymr: 35s-4f u9s-u 2p-v le8-j
Nabataean Nbat: 1g8w-u 8-8
Narb Old_North_Arabian: 1gn4-v
New_Tai_Lue Talu: 51c-17 4-p 6-a 3-1
Newa: 1iio-2j 1-4
Nko Nkoo: 1j4-1m 2-2
Nshu Nushu: 20o1 cy6-az
Ogam Ogham: 4g0-s
Ol_Chiki Olck: 5lc-1b
Old_Permic Perm: 1f80-16
Old_Persian Xpeo: 1fa8-z 4-d
Old_South_Arabian Sarb: 1gm8-v
Old_Turkic Orkh: 1gxs-20
Oriya Orya: 269-2 1-7 2-1 2-l 1-6 1-1 1-4 2-8 2-1 2-2 7-2 4-1 1-4 2-h
Osage Osge: 1fhs-z 4-z
Osma Osmanya: 1fgg-t 2-9
Palm Palmyrene: 1g80-v
Pau_Cin_Hau Pauc: 1juo-1k
Phag Phags_Pa: x8g-1j
Phlp Psalter_Pahlavi: 1gu8-h 7-3 c-6
Phnx Phoenician: 1gcg-r 3
Rejang Rjng: xf4-z b
Runic Runr: 4gw-22 3-a
Samaritan Samr: 1kw-19 2-e
Saur Saurashtra: xa8-1x 8-b
Sgnw SignWriting: 2l8g-i3 f-4 1-e
Sharada Shrd: 1i0w-2n 1vk-7
Shavian Shaw: 1ff4-1b
Sidd Siddham: 1itc-1h 2-11
Sinh Sinhala: 2o1-2 1-h 3-n 1-8 1 2-6 3 4-5 1 1-7 6-9 2-2 1fcc-j
Sora Sora_Sompeng: 1hw0-o 7-9
Soyo Soyombo: 1jrk-2a
Sund Sundanese: 5fk-1r 74-7
Sylo Syloti_Nagri: x6o-18
Syrc Syriac: 1ds-d 1-1n 2-2 7k-a
Tagalog Tglg: 4jk-l 9
Tagb Tagbanwa: 4m8-c 1-2 1-1
Tai_Le Tale: 500-t 2-4
Tai_Viet Tavt: xog-1u o-4
Takr Takri: 1j0g-1l 6-9
Tamil Taml: 29u-1 1-5 3-2 1-3 3-1 1 1-1 3-1 3-2 3-b 4-4 3-2 1-3 2 6 e-k 1ih1-1d d
Tang Tangut: 20o0 v-5bz e8-u 2p-36
Telu Telugu: 2dc-c 1-2 1-m 1-f 2-8 1-2 1-3 7-1 1-2 1-1 2-3 2-9 7-8
Tfng Tifinagh: 8xc-1j 7-1 e
Thaa Thaana: 1hc-1d
Thai: 2rl-1l 5-r
Tibetan Tibt: 2yo-1z 1-z 4-12 1-z 1-e 1-6 4-1
Tirh Tirhuta: 1im8-1z 8-9
Ugar Ugaritic: 1f9c-t 1
Vai Vaii: wlc-8b
Wara Warang_Citi: 1jfk-2a c
Yi Yiii: vls-wc 3-1i
Zanabazar_Square Zanb: 1jpc-1z
Dogr Dogra: 1jb4-1n
Gong Gunjala_Gondi: 1kdc-5 1-1 1-10 1-1 1-5 7-9
Hanifi_Rohingya Rohg: 1h4w-13 8-9
Maka Makasar: 1ko0-o
Medefaidrin Medf: 20cg-2i
Old_Sogdian Sogo: 1hj4-13
Sogd Sogdian: 1hkg-15
Elym Elymaic: 1hpc-m
Hmnp Nyiakeng_Puachue_Hmong: 2n0g-18 3-d 2-9 4-1
Nand Nandinagari: 1jmo-7 2-19 2-a
Wancho Wcho: 2ncw-1l 5
Chorasmian Chrs: 1ho0-r
Diak Dives_Akuru: 1ji8-6 2 2-7 1-1 1-t 1-1 2-b 9-9
Khitan_Small_Script Kits: 20o4 5cr-d1 15
Yezi Yezidi: 1hfk-15 1-2 2-1
Cpmn Cypro_Minoan: 1nyo-2q
Old_Uyghur Ougr: 1hm8-p
Tangsa Tnsa: 1zlc-26 1-9
Toto: 2nbk-u
Vith Vithkuqi: 1fn4-a 1-e 1-6 1-1 1-a 1-e 1-6 1-1
Berf Beria_Erfe: 20f4-o 2-o
Gara Garay: 1h6o-11 3-s 8-1
Gukh Gurung_Khema: 1xq8-1l
Kawi: 1kow-g 1-14 3-s
Kirat_Rai Krai: 205c-1l
Nag_Mundari Nagm: 2nrk-15
Ol_Onal Onao: 2nyo-16 4
Sidetic Sidt: 1ge8-p
Sunu Sunuwar: 1k1s-x e-9
Tai_Yo Tayo: 2o5c-u 1-l 8-1
Todhri Todr: 1fpc-1f
Tolong_Siki Tols: 1kfk-17 4-9
Tulu_Tigalari Tutg: 1if4-9 1 2 1-11 1-9 1 2 1-3 1-9 1-1 8-1
Unknown Zzzz: oo-1 6-3 7 1 k b1 12-1 1e-1 3 1j-7 r-3 6-a 7i 1o-1 2t-d 1n-1 1d-1 f s-1 1 b-4 y-4 6l 8-1 2-1 m 7 1-2 4-1
 9-1 2-1 4-7 1-3 2 5-1 p-1 3 6-3 2-1 m 7 2 2 2-1 1 5-3 2-1 3-2 1-6 4 1-6 h-9 3 9 3 m 7 2 5-1 a 3 3-1 1-e 4-1 c-6 7 3
 8-1 2-1 m 7 2 5-1 9-1 2-1 3-6 3-3 2 5-1 i-9 2 6-2 3 4-2 2 1 2-2 2-2 3-2 c-3 5-2 3 4-1 1-5 1-d l-4 d 3 n g-1 9 3 4-6 2
 3 2-1 4-1 a-6 m 3 n a 5-1 9 3 4-6 2-4 3 4-1 a 3-b d 3 1f 3 6-3 g-1 q 3 i-2 o 9 1-1 7-2 1-3 6 1 8-5 a-1 3-b 1m-3 t-10 2
 1 5 o 1 n-1 5 1 7 a-1 4-v 20 10-3 13 10 f d-10 5i 1-4 1-1 ah 4-1 7 1 4-1 15 4-1 x 4-1 7 1 4-1 f 1l 4-1 1v-1 w-2 q-5
 2e-1 6-1 il-2 2h-6 m-8 o-8 k-b d 3 2-b 2m-1 a-5 a-5 q-5 2h-6 17-4 1y-9 v c-3 c-3 1-2 16-1 5-a 18-3 q-5 b-2 1q-1 1t t-1
 b-5 a-5 e-1 1a-1 c-j 25 4m-7 1o-2 f-2 1q-4 17-1 b-7 17-4 eu-1 6-1 12-1 6-1 8 1 1 1 v-1 1h f e-1 6 j-1 3 9 2t c-1 r d-2
 y-d x-e 3w-3 ii-l b-k 1ec-1 am-4 19 1-4 1-1 1k-6 2-d o-8 7 7 7 7 7 7 7 7 3i-x q 2h-b 5y-p 28 2e-1 2v-4 17 2m 2e-8 1c
 mlp-2 1j-8 9o-j 54-7 65-j 1o-2 a-5 1k-7 1y-7 c-5 38-a u-2 26 b-3 x 1j-8 e-1 a-1 2v-n s-9 6-1 6-1 6-8 7 7 1o-3 3i-1 a-5
 8mc-b n-3 1d-3 1kw-4xr a6-1 2y-11 7-b 5-4 q 5 1 2 2 i2-v 16-5 1f j 4-3 5 3r-1 1 5a-2 6-1 6-1 6-1 3-2 7 7-9 5-1 c q j 2
 f-1 e-x 3f-4 3-3 19-2 2g d-2 1-1a 1a-3l t-2 1d-e s-3 10-8 u-4 17-4 u 11-3 e-15 4e-1 a-5 10-3 10-3 14-7 1g-a c f 7 2 b
 f 7 2-2 1g-b 8n-8 m-9 8-n 6 16 9-1w 6-1 1 18 2-2 1-1 n 20-7 9-1b j 2-4 x-2 r-4 r-11 1k-3 k-1 1e 2-4 8 3 t-1 3-3 a-6
 9-6 1s-v 13-3 c-8 1i-2 t-1 r-4 q-6 4-b 7-27 21-1i 1f-c 1f-6 1a-7 a-5 12-2 t-7 2-5r v 16 3-1 2-f 6-7 9-w 1a-7 16-l q-11
 s-j n-8 26-3 10-8 1w-9 1-1 p-6 a-5 1h i-7 13-8 2o k-a i 1b-1p 7 1 4 f b-5 1n-4 a-5 4 8-1 2-1 m 7 2 5 a-1 2-1 3-1 1-5
 1-4 7-1 7-2 5-a a 1-1 1 12 a 1-1 1 4 a 2-7 2-s 2k 5-t 20-7 a-4l 1i-1 12-x 1x-a a-5 d-i 1m-5 a-5 k-r r-1 f-3 n-54 1o-2r
 2b-b 8-1 1-1 8 2 u 2-1 c-8 a-1x 8-1 1a-1 b-q 20-7 2b-c 21-6 a-2d 8-2f y-d a-5 9 19 e-9 t-2 w-1 m e-20 7 2 18-2 1 2 9-7
 a-5 6 2 11 2 6-6 a-5 18-3 a-6t p-6 h 15-2 t-2c 1-e 1e-c pn-2t 33 5-a 5g-217 2r-c uu-9 32z-4 g7-5a0 1m-1c5 ft-6 v a-3
 29 a-5 u-1 6-9 1y-9 a 7 l-4 j-bz 1m-5h 2j-4 p-1 p-17 23-3 1l-6 h-1r 5-a 7-8 5p2-14 w-2o 37-6po 4 7 2 83-e 1-s 3-1 1-d
 4-7 b0-1s3 2z-4 d-2 9-6 a-1 8-317 71-2 c4-5 n-e h-e 1a-1 n-8 38-1n 6u-9 13-1 5e-k 1y-3d k-b k-b 2f-8 p-3q 2d 1z 2-1
 1-1 2-1 4 c 1 7 1t 4-1 8 7 s 4 5 1-2 7 9g-1 84-1 ji-e 5 f-un v-5 6-5w 7 h-1 7 2 5-4 1q-w 1-33 19-2 e-1 a-3 2-8v v-g
 1m-4 1-cv 16-5x 17-3 1-5b v m-7 2-67 7 4 2 f 5h-1 g-14 24-3 a-3 2-ls 1w-23 1p-5d 4 r 2 1-1 1 a 4 1 1-5 1-3 1 1 1 3 2
 1-1 1 1 1 1 1 2 1-1 4 7 4 4 1 a h-4 3 5 h-1f 2-7h 18-3 2s-b f-1 f f 11-9 4u-1j t-c 18-3 9-6 2-d 6-49 rd-2 h-2 d-2 62-5
 c-3 1-e c-3 1k-7 a-5 14-7 u-1 c-3 2-d 9-12 9k-7 e-1 d-2 b-2 1l 1-3 g-1 c-3 a-6 43 2v-sk wyo-v 3dq-1 4ge-1 5rl-e ha-1wh
 f2-15t 3t7-4 6ju-f5vq 1-t 2o-3j 6o-47bj
"""

#: The script extensions where they differ from the script.
EXTENSIONS = """
Adlam Adlm: 17j w 55a 2r5 2fge-23 4-9 4-1
Aghb Caucasian_Albanian: lg 18 18 1exd-1f b
Arab Arabic: 16o-4 1-5y 1-x 28-1b 6o-x 5-22 1-s 4lr 2r5 14i6-hr w-f 34-4 1-3q rn-r 290-u 1v-5 8-8 x-5 181s-3 1-q 1-1 1
 2 1-9 1-3 1 1 6 4 1 1 1-2 1-1 1 2 1 1 1 1 1-1 1 2-3 1-6 1-3 1-3 1 1-9 1-g 5-2 1-4 1-g 1g-1
Armenian Armn: lk fc-11 2-1d 2-2 1chv-4
Avestan Avst: 53 8zc-1 17m6-1h 3-6
Beng Bengali: jg 1as-1 h-1 q-3 1-7 2-1 2-l 1-6 1 3-3 2-8 2-1 2-3 8 4-1 1-4 2-o 3pt 1 2-1 1 8 8 2 4 2-2 rnd
Bopo Bopomofo: jr 1-2 d g-1 8wl-2 4-9 1-c a-3 2 6 5f 9-16 34-v 14ed-1 7u-4
Bugi Buginese: 54w-r 2-1 sdr
Buhd Buhid: 4l1-1 9-j
Cakm Chakma: 1ye-9 18w-9 1epi-1g 1-h
Cari Carian: 53 68y 2 2qb 15ym-1c
Cher Cherokee: lc-2 1 6-1 m-1 b-1 38u-2d 2-5 twy-27
Common Zyyy: 0-1s q-5 q-1a 1-b 1-1 1-4 n v ch-2 1-9 1 3 1-8 1 1-5 5-4 2-j 3i 6 1 hp 5z ec 124 b9-3 36v-b 2-w 1-u 1-9
 1-1 1-6 1-a 3-a 1-e h-x 1q-11 1-2 2-5 1-q 1-g 15-2 4-ih m-a l-pr 74-hf 2-3t e8-m 1-n 2-9 1-3 1 1-p bm 3 d d l ep-n v
 1d-e c-3 4h-9 5-2n v 534-1r hl4-p 2u-2 r4 e-1 gbo-9 m-k 2-b 1-i 1-3 43 1-v q-5 q-5 3j-6 1-6 a-4 b6-c 1f-18 13wj-70
 3-c3 6-m f-g 2n-37 1o-6t a-12 2-1p 3-g 8-1 7-t 4-1o 5x-j c-j c-2e r-6 3r-2c 1-1y 1-1 2 2-1 2-3 1-b 1 1-6 1-1s 1-3 2-7
 1-6 1-r 1-3 1-4 1 3-6 1-9f 2-83 2-1d 41d-1v 24-1o jm-17 4-2r c-e 2-e 1-e 1-10 a-4t 1k-p 1-1 d-17 4-8 n-5 4a-rc 3-g 3-c
 3-61 6-b 4 f-b 4-1j 8-9 6-13 8-t 2-b 4-1 e-8 13-9j 8-d 2-c 3-a 3-1k 1 4-f 2-b 4-9 7-42 1-2u gvly u-2n
Copt Coptic Qaac: 53 g8 3-1 1 30-1 30-d 80g-37 5-6 7r 1614-r
Cprt Cypriot: 1erk-2 4-18 3-8 1c0-5 2 1-17 1-1 3 2
Cyrillic Cyrl: jg 1v-2 1 1 1 2 5 6m-8f 4ls-a 4g 24 3j 353-v 1v np8-2n ham-1 18n4-1p x
Deva Devanagari: jg 18j-2a 2-16 3tc-12 1-1 s6 qpr-9 4m-v mio-9
Dupl Duployan: 53 gf-1 1 o-1 8if 26kj-2y 5-c 3-8 7-9 2-7
Elba Elbasan: 53 gd 1eyi-13
Ethi Ethiopic: lq 2y9-20 1-3 2-6 1 1-3 2-14 1-3 2-w 1-3 2-6 1 1-3 2-e 1-1k 1-3 2-1u 2-v 3-p 546-m 9-6 1-6 1-6 1-6 1-6
 1-6 1-6 1-6 opu-5 2-5 2-5 9-6 1-6 1qk1-6 1-3 1-1 1-e
Geor Georgian: 53 y9 26u-11 1 5 2-1b 2a8-16 2-2 pm 2hx-11 1 5 77
Glag Glagolitic: 53 gb 1 am 2 75 29d 31a 2at-2n df nqj 1pxs-6 1-g 2-6 1-1 1-4
Gonm Masaram_Gondi: 1us-1 1ifu-6 1-1 1-17 3 1-1 1-8 8-9
Goth Gothic: 53 gc-1 2 14 1eke-q
Gran Grantha: 1u9-1 h-1 hs-d 3bw 1-1 u-2 3-1 s6 1btb-3 1-7 2-1 2-l 1-6 1-1 1-4 1-9 2-1 2-2 2 6 5-6 2-6 3-4 2fv-1 1
Greek Grek: 53 g8-1 2 1 1 a 1a 2 16-7 2-3 1 4 1 1-2 1 1-j 1-1q e-f 4yu-4 1e-4 4-4 2c-2 8u-l 2-5 2-11 2-5 2-7 1 1 1 1-u
 2-1g 1-e 1-d 2-5 1-i 2-2 1-8 2m 5k rb2 gyi-26 h 155r-1x
Gujarati Gujr: 1u9-1 h-1 7v-2 1-8 1-2 1-l 1-6 1-1 1-4 2-9 1-2 1-2 2 f-3 2-b 7-6 v1s-9
Gurmukhi Guru: 1u9-1 h-1 4b-2 1-5 4-1 2-l 1-6 1-1 1-1 1-1 2 1-4 4-1 2-2 3 7-3 1 7-g v5l-9
Han Hani: 53 91k-p 1-2g c-5x q-f 1-2 1-c 1-c 1-c 2 6-8 57 44-f w-11 9 1c-13 1k-1c f-b 1f 2g-o a-4 2o-u 1-533 1s-g73
 1ds-7 g6w-a5 2-2x ob-1 7u-4 m7w-1 c-6 jmx-h 63i-1 2pa-wyn w-3dp 2-4gd 2-5rk f-h9 1wi-f1 15u-3t6 5-6jt
Hang Hangul: 3cw-73 5xd-2 4-9 1-c e-2 6 5f 1h-2l 35-u 1t-u nhd-s hv-8mb c-m 4-1c 7k9-1 7u-4 1m-u 3-5 2-5 2-5 2-2
Hano Hanunoo: 4kg-m
Hebr Hebrew: lj-1 i0-1i 8-q 4-5 1cfc-p 1-4 1 1-1 1-1 1-9
Hira Hiragana: 9hd-2 4-9 1-c g-5 1 4-1 3-2d 2-7 2i-1 14js-1 7u-4 a 19-1 yu9-7y i t-2 crx
Hung Old_Hungarian: 6e2 2 2qb f 17we-1e d-1e 7-5
Inherited Qaai Zinh: lr 2 1-e 3-6 2 2-f 1-1 1-h 1-4 1-3 168-1 3ff-19 2-b k6-1h 1 1-4 ek-1 5e-v 17o0-f g-d r3 14hu-19
 2-m f4-2 h-7 2-6 u-3 h45u-6n
Java Javanese: xhc-25 1-a 4-1
Kaithi Kthi: 1uu-9 79d o3i-9 kli-1u a
Kali Kayah_Li: xds-1b
Kana Katakana: lh t 8v1-2 4-9 1-c g-5 1 4-1 2j-3 3-2n 6o-f 5s-1a 1-2f 1431-1 7u-1q yts-3 1-6 1-1 1 7z-2 1e e-3
Kannada Knda: 1u9-1 h-1 m2-c 1-2 1-m 1-9 1-4 2-8 1-2 1-3 7-1 5-2 1-3 2-9 1-2 34s 1-1 6 n 1 ri3-5
Khoj Khojki: 25i-9 v28-9 kw6-h 1-1a
Khudawadi Sind: 1us-1 vd6-9 l12-1m 5-9
Latin Latn: 1t-p 6-p 1b c 2 5-m 1-u 1-cg 3 a 1-2 1 9 1 6-4 r-e 1-1 1 f-2 7-1 1-1 12 5 4-c 7p-1 y2-1 1ig 2dg-11 6-1c 5-3
 5-c 1-1x 1l 7-73 8f 1t d g-c 2b 1l-1 6 r h-14 253-v bb nvs-7 q-2t 3-29 k-e 8e e9-16 1-8 1-3 fpy-6 t6-p 6-p 1lx-5 1-15
 1-8 16it-u 6-5
Limb Limbu: 1ut 32y-u 1-b 4-b 4 3-b
Lina Linear_A: 1err-18 y4-8m 9-l a-7
Linb Linear_B: 1ekg-b 1-p 1-i 1-1 1-e 2-d y-3e 5-2 4-18 3-8
Lisu: jg g 8xo-1 n2c-1b o8g
Lyci Lycian: 6e2 18o5-s
Lydi Lydian: 53 8zd 178u-p 5
Mahajani Mahj: 53 1po-b vcw-9 kra-12
Malayalam Mlym: 1u9-1 h-1 pm-c 1-2 1-1e 1-2 1-5 4-f 2-p 316 n ri5-2
Mand Mandaic: 18g e7-r 2
Mani Manichaean: 18g 1fgf-12 4-b
Mero Meroitic_Hieroglyphs: 6e5 1a1u-v
Modi: x80-9 lom-1w b-9
Mong Mongolian: 4qo-p 6-2g 7-16 1hg 34h-1 5-3 19hw-c
Mult Multani: 21y-9 1g5s-6 1 1-3 1-e 1-a
Myanmar Mymr: 35s-4f u4u 4x-u 2p-v le8-j
Newa: 1u9-1 3uq 1-1 9 6 1 1 1csy-2j 1-4
Nko Nkoo: 170 e 3 bk-1m 2-2 1cfy-1
Old_Permic Perm: 53 g8 5-2 a a7 1ebw-16
Old_Turkic Orkh: 6e2 2qd 17tb-20
Oriya Orya: 1u9-1 h-1 bf-2 1-7 2-1 2-l 1-6 1-1 1-4 2-8 2-1 2-2 7-2 4-1 1-4 2-h 3fm n
Osage Osge: ld 2 6 24 1etz-z 4-z
Phag Phags_Pa: 4qq-1 1 1m1 34i nr1-1j
Phlp Psalter_Pahlavi: 18g 1flr-h 7-3 c-6
Runic Runr: 4gw-2g
Samaritan Samr: 1kw-19 2-e 7hu
Sharada Shrd: 1u9 3ut 1 2-1 2 9 2 ria-5 2 ksn-2n 1vk-7
Shavian Shaw: 53 1fa0-1b
Sinh Sinhala: 1us-1 t7-2 1-h 3-n 1-8 1 2-6 3 4-5 1 1-7 6-9 2-2 2yl 1cdq-j
Sylo Syloti_Nagri: 1us-1 3k-9 v80-18
Syrc Syriac: lf-1 2-1 1 o-2 7-1 1-1 ka e-1 2 w a-a q 3z-d 1-1n 2-2 7k-a 499 1
Tagalog Tglg: 4jk-l 9 l-1
Tagb Tagbanwa: 4l1-1 15-c 1-2 1-1
Tai_Le Tale: lc-1 5-1 3 2lv-9 1s6-t 2-4
Takr Takri: 1us-1 vd6-9 ls6-1l 6-9
Tamil Taml: 1u9-1 h-1 f0-1 1-5 3-2 1-3 3-1 1 1-1 3-1 3-2 3-b 4-4 3-2 1-3 2 6 e-k 3bz ro8 ky5 1 1j-1 2gz-1d d
Tang Tangut: 9gw-f dr 1qsw v-5bz e8-u 2p-36
Telu Telugu: 1u9-1 h-1 ii-c 1-2 1-m 1-f 2-8 1-2 1-3 7-1 1-2 1-1 2-3 2-9 7-8 385-1 1 1 n
Tfng Tifinagh: le 1 1-3 p 8b0-1j 7-1 e
Thaa Thaana: 170 e-1 2 1s-9 7q-1d 1cn4 a
Thai: jg q 17 19 24v-1l 5-r
Tibetan Tibt: 2yo-1z 1-z 4-12 1-z 1-e 1-6 4-1 6ct-3
Tirh Tirhuta: 1u9-1 h-1 3u7 c f ri5-9 ldy-1z 8-9
Yi Yiii: 9hd-1 5-9 2-7 67 lxg-wc 3-1i hwa-4
Dogr Dogra: 1us-b vcw-9 m2u-1n
Gong Gunjala_Gondi: 53 1po-1 1iii-5 1-1 1-10 1-1 1-5 7-9
Hanifi_Rohingya Rohg: 170 e 3 w 43 1fsb-13 8-9
Sogd Sogdian: 18g 1gbz-15
Nand Nandinagari: 1u9 i-1 ow-9 35l 8 7 rhx-5 mei-7 2-19 2-a
Yezi Yezidi: 170 e 3 1s-9 1g5y-15 1-2 2-1
Cpmn Cypro_Minoan: 1erk-1 972-2q
Old_Uyghur Ougr: 18g 1fht vx-p
Toto: jg 2ms3-u
Gara Garay: 170 e 3 1fz4-11 3-s 8-1
Gukh Gurung_Khema: 1ut 1vve-1l
Ol_Onal Onao: 1us-1 2m3u-16 4
Sunu Sunuwar: lc-1 1 9 2 s 3 1jf2-x e-9
Todhri Todr: ld 2 2 9 1 22 1f1d-1f
Tulu_Tigalari Tutg: 2jq-9 35u 1 ri3-5 57 l1q-9 1 2 1-11 1-9 1 2 1-3 1-9 1-1 8-1
"""

#: The binary properties but for Any, Assigned and ASCII.
FLAGS = """
AHex ASCII_Hex_Digit: 1c-9 7-5 q-5
Alpha Alphabetic: 1t-p 6-p 1b a 4 5-m 1-u 1-cp 4-b e-4 7 1 2e t-h 1-1 2-3 1 6 1-2 1 1-j 1-2a 1-3u 8-4l 1-11 2 6-14 13-d
 1 1-1 1-1 1 8-q 4-3 t-a 5-1j 1-6 e-2t 1-7 4-7 4-2 a-2 2 g-1b d-2s o-w 9-1 4 5-n 2-i j-o 7-a 5-n 1-6 7 8-15 a-b 3-6
 6-23 1-f 1-2 4-e d-i 1-7 2-1 2-l 1-6 1 3-3 3-7 2-1 2-1 1 8 4-1 1-4 c-1 a 4-2 1-5 4-1 2-l 1-6 1-1 1-1 1-1 4-4 4-1 2-1 4
 7-3 1 h-5 b-2 1-8 1-2 1-l 1-6 1-1 1-4 3-8 1-2 1-1 3 f-3 l-3 4-2 1-7 2-1 2-l 1-6 1-1 1-4 3-7 2-1 2-1 9-1 4-1 1-4 d g-1
 1-5 3-2 1-3 3-1 1 1-1 3-1 3-2 3-b 4-4 3-2 1-2 3 6 14-c 1-2 1-m 1-f 3-7 1-2 1-2 8-1 1-2 1-1 2-3 s-3 1-7 1-2 1-m 1-9 1-4
 3-7 1-2 1-2 8-1 5-2 1-3 d-2 c-c 1-2 1-14 2-7 1-2 1-2 1 5-3 7-4 m-5 1-2 1-h 3-n 1-8 1 2-6 8-5 1 1-7 i-1 d-1l 5-6 6 1f-1
 1 1-4 1-n 1 1-i 1-2 2-4 1 6 e-3 w 1r-7 1-z 4-i 4-f 1-z 1v-1i 1 2-4 g-1r a-3 2-11 1 5 2-16 1-98 1-3 2-6 1 1-3 2-14 1-3
 2-w 1-3 2-6 1 1-3 2-e 1-1k 1-3 2-1u 11-f g-2d 2-5 3-h7 2-g 1-p 5-22 3-a 7-j b-k c-j c-c 1-2 1-1 c-1f 2-i e 4 1v-2g
 7-16 5-1x a-u 1-b 4-8 n-t 2-4 b-17 4-p 1i-r 4-1q 2-j 1e n-1 b-2 1d-1f 1-e 1-7 1f-15 2-3 a-17 1-a e-1i m-2 a-z 2-a 5-16
 2-2 15-3 1-5 1-1 3 5-5b j-x b-7p 2-5 2-11 2-5 2-7 1 1 1 1-u 2-1g 1-6 1 3-2 1-6 3-3 2-5 4-c 5-2 1-6 38 d g-c 2t 4 2-9 1
 3-4 6 1 1 1-3 1-a 2-3 5-4 4 h-14 ml-1f 1ee-6c 6-3 3-1 c-11 1 5 2-1j 7 g-m 9-6 1-6 1-6 1-6 1-6 1-6 1-6 1-6 1-v 1b d1-2
 p-8 7-4 2-4 4-2d 6-2 1-2h 1-3 5-16 1-2l h-v 1c-f e8-533 1s-h3g 1v-19 2-7g 3-f a-1 k-1a 5-7 3-34 13-8 2-2u 2-29 k-k 1-w
 o-1f c-1v 1 18-5 3 1-2 a-w 5-y d-s 3-1e 1-b f g-f a-4 1-1i 9-d i-m 3-1w 1 1 o-2 2-f 2-3 b-5 2-5 2-5 9-6 1-6 1-16 1-d
 6-3e l-8mb c-m 4-1c 6is-a5 2-2x 12-6 c-4 5-b 1-c 1-4 1 1-1 1-1 1-2z x-a2 i-1r 2-1h 14-b 38-4 1-3q 10-p 6-p b-2g 3-5
 2-5 2-5 2-2 z-b 1-p 1-i 1-1 1-e 2-d y-3e 1x-1g 7f-s 3-1c 1b-v d-t 5-16 5-t 2-z 4-7 1-4 16-4d i-z 4-z 4-13 8-1f c-a 1-e
 1-6 1-1 1-a 1-e 1-6 1-1 3-1f c-8m 9-l a-7 o-5 1-15 1-8 1x-5 2 1-17 1-1 3 2-m a-m 9-u 1t-i 1-1 a-l a-p 6-p 12-1j 6-1
 1s-3 1-1 5-7 1-2 1-s 16-s 3-s z-7 1-r r-1h a-l a-i d-h 32-20 1j-1e d-1e d-13 y-r 3 5-m 6y-15 1-1 3-1 g-5 1e-2 3-s a
 8-l 16-h 1a-k r-m 9-1x 17-4 a-1k 9 d-o n-1e h-3 8-y 3 9-1r 1-3 9-1 a 1 z-h 1-x 2 6-3 1q-6 1 1-3 1-e 1-9 7-1k n-3 1-7
 2-1 2-l 1-6 1-1 1-4 3-7 2-1 2-1 3 6 5-6 s-9 1 2 1-11 1-9 1 2 1-3 1-1 3 1 18-1t 1-2 1-3 k-2 u-1t 2-1 1 54-1h 2-6 p-5
 y-1q 1 3 1n-1h 2 1z-q 2-d l-6 55-1k 2v-1r v-7 2 2-7 1-1 1-t 1-1 2-1 2-3 2l-7 2-19 2-5 1 1-1 r-1e 2-9 h-1z 5 i-20 2v-7
 2g-w v-8 1-18 1-6 1 1d-t 2-l 1-d 21-6 1-1 1-17 3 1-1 1-2 1 2-1 o-5 1-1 1-10 1-1 1-3 1 n-17 78-m 9-g 1-14 3-2 33 27-pl
 2u-32 h-5f 218-2o f-tr h-5 p-32y 5-g6 5a1-1a 1ch-fs 7-u h-26 h-t i-1b g-3 v-k 5-i c0-18 5v-1r w-o 2-o 18-22 4-1k 7-g
 1s-1 1 c-6 9-5p1 15-v 2p-36 6pp-3 1-6 1-1 1-82 f t-2 2 e-3 8-az 1s4-2y 5-c 3-8 7-9 4 4m9-2c 1-1y 1-1 2 2-1 2-3 1-b 1
 1-6 1-1s 1-3 2-7 1-6 1-r 1-3 1-4 1 3-6 1-9f 2-o 1-o 1-u 1-o 1-u 1-o 1-u 1-o 1-u 1-o 1-7 1f8-u 6-5 5x-6 1-g 2-6 1-1 1-4
 5-1p x 34-18 a-6 g 8x-t i-17 dg-r 6c-t 2 5r-u 1-l 8-1 68-6 1-3 1-1 1-e 1-5g 1n-1v 3 3 xg-3 1-q 1-1 1 2 1-9 1-3 1 1 6 4
 1 1 1-2 1-1 1 2 1 1 1 1 1-1 1 2-3 1-6 1-3 1-3 1 1-9 1-g 5-2 1-4 1-g hg-p 6-p 6-p 2uu-wyn w-3dp 2-4gd 2-5rk f-h9 1wi-f1
 15u-3t6 5-6jt
Bidi_C Bidi_Control: 17g 54h-1 q-4 1j-3
Bidi_M Bidi_Mirrored: 14-1 i 1 s 1 t 1 19 f 2v2-3 1gd-1 1wc-1 a-1 1i-1 e-1 4x 5c-3 3-5 3 3-1 3-3 1-3 1 1 4-8 5 1-h 5-3
 9-1 1 1-7 1-v 2-3 5 9-1 2-i 5-1 9-4 2-1 4-n 2-f 8-3 k-1 7-1 u5-d 22 2-3 1-1 1-2 5-3 5-2 3-d b7-l 2-5 1-d 8 7-5 3 4-4
 1-1 2-4 4 1-2 2-1 a-5 2-1 c-i 1-3 2 1 2 1-3 5-1 6-2 o-1 b-1 4-3 1-1 2-1 4-16 2-7 1-13 5 1 3-4 5-2 4 3-4 1 74 eb-3 3-1
 1-1 e-1 2-9 17-7 bv-9 2-7 14ql-5 5-1 4i-1 i 1 s 1 t 1 1-1 1-1 16k7 1l 1l 1l 1l
CI Case_Ignorable: 13 6 b z 1 1z 4 1 4 2-1 dz-5b 4-1 4 9-1 1 6z-6 5r 5 1d-18 1 1-1 1-1 1 18 b-5 a-a 1 z a-k g 2t-7 1-9
 1-3 x 1 u-q 2j-a 1m-a 4 2 o-n 17-2 18 7-1 5-8 15-1l 1j 1 4-7 4 3-6 a-1 d f 1m 4-3 8 k-1 q 2-1 1l 4-1 4-1 2-2 3 u-1 3
 b-1 1l 4-4 1-1 4 k-1 m-5 1 1m 2 1-3 8 7-1 b-1 u 1p c 1e 3 1j 1-2 5-2 1-3 7-1 b-1 t 1m 2 6 5-1 k-1 s-1 1l-1 4-3 8 k-1 t
 20 7-2 1 2i 2-6 b-8 2q 2-8 9 1-6 21-1 r 1 1 1j-d 1-4 1-1 5-a 1-z 9 2u-3 1-5 1-1 2-1 p-1 4-2 g-3 d 2-1 6 f 2m gw-2 qa-2
 t-1 u-1 u-1 1s-1 1-6 8 2-a 3 5 19-4 1f 1t-1 y 3a-2 4-1 9 6-2 63-1 2 1m 1-6 1 1 2-7 6-9 2 13 8-19 2-b k-3 1c 1-4 1 5
 14-8 c-1 w-3 2-1 1-2 1k 1-1 3 1-2 1m-7 2-1 1s-5 2a-2 1-c 1-6 4 6 3-1 1e-1q d y-2s cd 1-2 b-2 d-2 d-2 d-1 c-4 8-1 a 2
 2-4 1d-4 1-9 1 d g-c 1f-w 2a3-1 35-2 3h f 2o-v 1b d1 10-3 3-4 5 2l-5 2l-2 lxy yq-5 7i 2q-3 1-9 1 s-3 28-1 e-x 26 n-2
 2u-3 3-1 8 3 4 p-1 5 47-1 q-h d 12-7 p-a 1a-2 1c 2-3 2-1 h l-1 1u-5 2-1 2-1 c 8 z b 1f 1-2 2-1 5-1 1 r e-1 5-1 1 2s-4
 9-2 3d 2 4 fn4 43-g fx-f 3 c-f y 2 4p 7 6 b z 1 1b 19-1 1v l-2 e9 6a 45-4 sl-5 1-15 1-8 g6-2 1-1 5-3 14-2 4 4l-1 fx-3
 12 q-4 1 8r-1 o 1g-5 1y-a 1d-3 3f 1i-e 15 2-1 a-2 1d-3 2-1 2 4 a 1e-2 10-4 1-7 1q c-1 1g-8 a-3 2 2n-2 2 1-1 6 2 4d 3-7
 l-1 1l-1 3 11-6 3-4 1y-5 d 1 1 e-1 2d-7 2-2 1 n 2c-5 1 4-1 1-1 6m-3 6-1 1-1 r-1 2d-7 2 1-1 2y 1 2-5 1 2t 1 2-3 1-4
 77-8 1-1 74-1 1 4 40-3 2-1 4 w-9 14-5 2-3 8 9-5 2-2 1a-c 1-1 5i 1-2 1 5l-6 1-5 1 2a-l 2-6 1-1 1-1 3e-5 3 1-1 1-6 1
 20-1 3 1 1t 7t-1 b-1 1g-4 5 1 n 445-g 6-e 8ug-b 3-2 1xc-4 1n-6 9-3 e4-2 14-1 de 1r-g 1s-1 1-1 d-1 cn0-3 1-6 1-1 2hq-1
 1-3 3mk-19 2-m f4-2 9-f 2-6 u-3 44-2 1iz-1i 4-1d 8 e m-4 1-e 11s-6 1-g 2-6 1-1 1-4 5-1p x 4g-d a8 1p-3 e3-4 72-1 6r 2
 7-1 5 9 cw-6 31-7 23z-4 gx6p u-2n 3k-6n
CWCF Changes_When_Casefolded: 1t-p 2i a-m 1-7 w 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1 1 1 1 1 1
 1-1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 1 1 1 1-1 1 1-1 1-2 2-3 1-1 1-2 3-1 1-1 1 1 1-1 1 2 1-1 1-2 1 1-1
 3 7-1 1-1 1-1 1 1 1 1 1 1 1 1 2 1 1 1 1 1 1 1 1 2-1 1 1-2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 7-1 1-1 2 1-3 1 1 1 1 6u 16 1 3 8 6 1-2 1 1-1 1-g 1-8 m c-2 3-1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 2-1 1 1-1 2-1e 1c 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 9 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 1 1 1 1 1 1 2 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2-11 1c 26w-11 1 5 mi-5 1oi-9 6-16 2-2 8w 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 5-1 2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 9-7 8-5 a-7 8-7 8-5 b 1 1 1 8-7 g-1b 2-2 2-5 5-2 2-5 b-3 c-4 5-2 2-5 89 3-1 6 19-f j mq-p 1f4-1b 1c 1-2 2 1
 1 1-3 1 2 8-2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 8 1 4
 nyl 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 j 1 1 1 1 1 1 1 1 1 1 1 1 1 3r 1 1 1 1 1 1 3 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 a 1 1-1 1 1 1 1 4 1 2 1 3 1 1 1 1 1 1 1 1 1 1-4 1-4 1 1 1 1 1 1 1 1-3 1 1-1 1 1 1 1
 1 1 1 1 o oq-27 fnk-6 c-4 sp-p xx-13 3s-z 4c-a 1-e 1-6 1-1 1d6-1e 4d-l 27u-v gw0-v 1s-o o5j-x
CWCM Changes_When_Casemapped: 1t-p 6-p 1m a-m 1-u 1-1r 1-2b 1-r 2-d 2-1 1 4-2k 1-h 6-q 1-1 1 1-1 3-1 1-3 1-4 2 1-1 2 7
 2 1-1 3-5 5 a-1 4m 16-3 2-1 3-2 1 6 1-2 1 1-j 1-1a 3-w 1-4 1-3o 8-4l 1-11 a-12 26w-11 1 5 2-16 2-2 io-2d 2-5 1oi-a
 5-16 2-2 55 3 g 35-4b 2 1-39 2-5 2-11 2-5 2-7 1 1 1 1-u 2-1g 1-6 1 3-2 1-6 3-3 2-5 4-c 5-2 1-6 89 3-1 6 r h-v 3-1
 mp-1f 1ee-34 1-1 1-1 7-2t 7-3 3-1 c-11 1 5 nwy-19 i-r 3q-d 2-1p 9-e 3-2 2-4 1-o 1-18 o-1 nw s-27 fnk-6 c-4 sp-p 6-p
 x1-27 2o-z 4-z 38-a 1-e 1-6 1-1 1-a 1-e 1-6 1-1 1c3-1e d-1e 2l-l a-l 26y-1r gv4-1r w-o 2-o o4s-1v
CWKCF Changes_When_NFKC_Casefolded: 1t-p 1x 7 1 2 1 2-3 2-2 1-2 1-m 1-7 w 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1-2 1 2 1 1 1-2 1 1 1 1-1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 1 1 1 1-1 1 1-1 1-2 2-3 1-1 1-2 3-1 1-1 1
 1 1-1 1 2 1-1 1-2 1 1-1 3 7-9 1 1 1 1 1 1 1 2 1 1 1 1 1 1 1 1 2-3 1-2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 7-1 1-1 2 1-3 1 1 1 1 2p-8 v-5 2-4 2j-1 1-2 9 w 1 1 1 3 3-1 4-6 1 1-1 1-g 1-8 m c-7 1 1 1 1 1 1 1 1 1 1 1 1
 1-2 1-1 1 1-1 2-1e 1c 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 9 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 1 1 1
 1 1 1 2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2-11 1c 44 2g-3
 kf-7 3g-1 1 2b 2 y-2 2 71-1 k5 3j 14-1 1a 1i 9 4 4 4 c 9 1-4 7 h 9 4 4 4 c 6e-11 1 5 1a 2q-1 if-5 qe-1 2d-4 vk-9 6-16
 2-2 30-2 1-a 1-h 1-r d y-10 1s 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 5-1 2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 9-7 8-5 a-7 8-7 8-5 b 1 1 1 8-7 1 1 1 1 1 1 1 2-1b 2-2 2-d 2-8 3 4-3 1-2 3
 4-7 2-2 2-7 1-f 1 5 c-2 3-5 3-1 1-1 4 1 8-2 d 7-i 2-q 1-c b 2f-3 1-2 1-a 1-1 2-4 2-2 1 1 1 1-3 1-a 1-5 4-4 6-1b 3 5
 4i-1 1-1 6w-1 8l-3u 10h 2v-2 2t 83-1b 1c 1-2 2 1 1 1-3 1 2 6-4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 8 1 4 3g 8f 2b c-5x 16 1h 1-2 2o-1 2 2n 1d-2l 3-d 2o-u 1-13 8-1a 1-an mkg 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 j 1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 3o 1 1 1 1 1 1 3 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 8 1 1-1 1 1 1 1 4 1 2 1 3 1 1 1 1 1 1 1 1 1 1-4 1-4 1 1 1 1 1 1 1 1-3 1 1-1 1 1 1 1
 1 1 1 1 k-4 2-1 o2-3 9 6-27 f9c-7h 2 1 2-9 1 1 2-1 3-1v 2-2x 12-6 c-4 5 1-n 1-4 1 1-1 1-1 1-2z x-a2 i-1r 2-1h 14-c 3-p
 m-k 2-b 1-i 1-3 4-2 1 1-3q 2 1-59 3-5 2-5 2-5 2-2 3-6 1-6 1-8 sn-13 3s-z 4c-a 1-e 1-6 1-1 dn-4 1-15 1-8 xx-1e 4d-l
 27u-v gw0-v 1s-o fdz-3 376-z v8-6 e-7 1s-5 fz-2c 1-1y 1-1 2 2-1 2-3 1-b 1 1-6 1-1s 1-3 2-7 1-6 1-r 1-3 1-4 1 3-6 1-9f
 2-83 2-1d 1m8-1p 1oy-x ym-3 1-q 1-1 1 2 1-9 1-3 1 1 6 4 1 1 1-2 1-1 1 2 1 1 1 1 1-1 1 2-3 1-6 1-3 1-3 1 1-9 1-g 5-2
 1-4 1-g g4-a 5-u 1-v q-2 z 33-2 d-17 4-8 7-1 1we-9 1ds6-f1 fheq-35r
CWL Changes_When_Lowercased: 1t-p 2t-m 1-6 x 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1 1 1 1 1 1 2 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 1 1 3-1 1 1-1 1-2 2-3 1-1 1-2 3-1 1-1 1 1 1-1 1 2 1-1 1-2 1 1-1 3 7-1
 1-1 1-1 1 1 1 1 1 1 1 1 2 1 1 1 1 1 1 1 1 2-1 1 1-2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 7-1 1-1
 2 1-3 1 1 1 1 81 1 3 8 6 1-2 1 1-1 1-g 1-8 z 8 1 1 1 1 1 1 1 1 1 1 1 5 2 1-1 2-1e 1c 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 9
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 1 1 1 1 1 1 2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2-11 289-11 1 5 k2-2d 1oz 6-16 2-2 8w 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 9 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 9-7 8-5 a-7 8-7 8-5 b 1
 1 1 8-7 o-7 8-7 8-7 8-4 b-4 b-3 c-4 b-4 89 3-1 6 19-f j mq-p 1f4-1b 1c 1-2 2 1 1 1-3 1 2 8-2 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 8 1 4 nyl 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 j 1 1 1 1 1 1 1 1 1 1 1 1 1 3r 1 1 1 1 1 1 3 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 a 1
 1-1 1 1 1 1 4 1 2 1 3 1 1 1 1 1 1 1 1 1 1-4 1-4 1 1 1 1 1 1 1 1-3 1 1-1 1 1 1 1 1 1 1 1 o h7v-p xx-13 3s-z 4c-a 1-e
 1-6 1-1 1d6-1e 4d-l 27u-v gw0-v 1s-o o5j-x
CWT Changes_When_Titlecased: 2p-p 1m 15-n 1-7 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1 1 1 1 1 1-1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1-2 2 1 2 3 5 2 3-2 2 2 1 1 2 4 2 3 1 2 3 1 4 1-1 1-1 1 1 1 1 1 1 1
 1 1-1 1 1 1 1 1 1 1 1 1-2 1 1 3 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 3 1 1 1 1 1 1 1 1 8 2-1 1 4 1 1 1 1-5 1-1 1 1-1
 3-1 1-3 1-4 2 1-1 2 7 2 1-1 3-5 5 a-1 4m 17 1 3 3-2 i r-y 1-1 3-2 1 1 1 1 1 1 1 1 1 1 1 1-4 1 2 2 1g-1b 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 9 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1 1 1 1 1-1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1d-12 2uo-5 1oi-8 1 6m 3 g 36 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1-6 5 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-8 8-5 a-7
 8-7 8-5 a-7 8-7 8-d 2-7 8-7 8-7 8-4 1-1 6 3-2 1-1 8-3 2-1 8-7 a-2 1-1 9i x-f 4 nf-p 1fq-1b 1 3-1 1 1 1 6 2 a 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 8 1 4 c-11 1 5 nwz 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 j 1 1 1 1 1 1 1 1 1 1 1 1 1 3r 1 1 1 1 1 1 3 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 a 1 2 1 1 1 1 4 4 1-1 2 1 1 1 1 1 1 1 1 1 b 1 1 1 1 1 1 1 4 1 2 1 1 1 1 1 1 1 q nw s-27 fnk-6 c-4
 tl-p y5-13 3s-z 4b-a 1-e 1-6 1-1 1dv-1e 3h-l 27u-v gw0-v 1n-o o5q-x
CWU Changes_When_Uppercased: 2p-p 1m 15-n 1-7 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1 1 1 1 1 1-1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1-2 2 1 2 3 5 2 3-2 2 2 1 1 2 4 2 3 1 2 3 1 5-1 1-1 1-1 1 1 1 1 1 1
 1 1-1 1 1 1 1 1 1 1 1 1-1 1-1 1 3 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 3 1 1 1 1 1 1 1 1 8 2-1 1 4 1 1 1 1-5 1-1 1
 1-1 3-1 1-3 1-4 2 1-1 2 7 2 1-1 3-5 5 a-1 4m 17 1 3 3-2 i r-y 1-1 3-2 1 1 1 1 1 1 1 1 1 1 1 1-4 1 2 2 1g-1b 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 9 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1 1 1 1 1-1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1d-12 288-16 2-2 l4-5 1oi-8 1 6m 3 g 36 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1-6 5 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1-8 8-5 a-7 8-7 8-5 a-7 8-7 8-d 2-1g 1-1 4 1 3-2 1-1 4 3-3 2-1 8-7 a-2 1-1 4 9d x-f 4 nf-p 1fq-1b 1 3-1 1 1 1 6 2 a
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 8 1 4 c-11 1 5 nwz 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 j 1 1 1 1 1 1 1 1 1 1 1 1 1 3r 1 1 1 1 1 1 3 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 a 1 2 1 1 1 1 4 4 1-1 2 1 1 1 1 1 1 1 1 1 b 1 1 1 1 1 1 1 4 1 2 1 1 1 1 1 1 1 q nw s-27
 fnk-6 c-4 tl-p y5-13 3s-z 4b-a 1-e 1-6 1-1 1dv-1e 3h-l 27u-v gw0-v 1n-o o5q-x
Cased: 1t-p 6-p 1b a 4 5-m 1-u 1-5e 1-3 4-5r 2-y 7-1 u-4 2o 16-3 2-1 2-3 1 6 1-2 1 1-j 1-2a 1-3u 8-4l 1-11 9-14 26v-11
 1 5 2-16 1-3 io-2d 2-5 1oi-a 5-16 2-2 1s-5b 1s-7p 2-5 2-11 2-5 2-7 1 1 1 1-u 2-1g 1-6 1 3-2 1-6 3-3 2-5 4-c 5-2 1-6 38
 d g-c 2t 4 2-9 1 3-4 6 1 1 1-3 1-5 4 2-3 5-4 4 h-v 3-1 mp-1f 1ee-6c 6-3 3-1 c-11 1 5 nwy-19 i-t 3o-2t 3-3 1-24 k-5 1-2
 mt-16 1-d 6-27 fnk-6 c-4 sp-p 6-p x1-27 2o-z 4-z 38-a 1-e 1-6 1-1 1-a 1-e 1-6 1-1 cj 2-2 1-15 1-8 xx-1e d-1e 2l-l a-l
 26y-1r gv4-1r w-o 2-o jzg-2c 1-1y 1-1 2 2-1 2-3 1-b 1 1-6 1-1s 1-3 2-7 1-6 1-r 1-3 1-4 1 3-6 1-9f 2-o 1-o 1-u 1-o 1-u
 1-o 1-u 1-o 1-u 1-o 1-7 1f8-9 1-j 6-5 79-1p 1oy-1v 1kc-p 6-p 6-p
DI Default_Ignorable_Code_Point: 4t ip jw 282-1 18z-1 2d-4 1kr-4 q-4 1d-f 3ck 14ez-f 6n 4g 27-8 119j-3 43z-7 h405-35r
Dash: 19 124 1f 2td sl 1l5-5 1p 13 f au 2dg 2 v-1 4 s ce j 33 14ls-1 11 a 4p 2u8 8u
Dep Deprecated: 95 10p 1s3 1 1m1-1 1qd-5 jd-1 jh06
Dia Diacritic: 2m 1 1z 6 4 2-1 dz-4e 1-7 5-5 h-1 4 9-1 71-4 5t 1j-18 1 1-1 1-1 1 3n-7 4-1 3q-1 4-1 3-2 1v-q 2j-a 1m-a
 y-1 3i-7 15-9 g-r 1p g 3-3 s 22 g 32 g 32 g 1b-2 1o g 7 3b 32 g 32 g 31-1 g 3g 33 c-5 1 2z d-4 23-1 r 1 1 4-1 1u-2 1-1
 1q 34 1-1 14-1 4-4 p-6 1 a-1 jl-2 qc-1 u 44-a 9 9n-2 84 k-7 2 1c-e 2-a 3-e 2-b 20 f 12-8 1i-1 1m b-1 1u-1 1s-5 2a-o 4
 6 2-2 1e-1q 1c-z 5-b 11-a cd 1-2 b-2 d-2 d-2 d-1 2k0-2 8t e2-5 2x-3 2n n76 c-1 1 s-1 2a-1 e-x 2u-2 2u 6-1 c 11 47 r-h
 1l-3 10 2n c 10 45-2 1t-3 1f 2s-4 9-2 3k-1 fn4 ld-f 7i 1 1b 19-1 1v l8 wv-5 1-15 1-8 hp-2 4 4l-1 fv-5 12 q-4 b0 2-2
 1y-a 1d-3 5c 15 20-1 3c-1 1q 24 9-2 2w-1 4y-1 28-1 g o-6 3-4 2h-2 1-1 d-1 2n 3 3f-1 6z-1 3i 3a-1 37 7h-1 76-1 4 4c 2b
 i 29 bp 76 1-1 29 1t 9z-1 n 44s-e 8ux 1xc-4 1n-6 fo-1 f6-g 28-1 cn2-3 1-6 1-1 64h-19 2-m f4-2 3-5 8-7 2-6 u-3 2v6-1p
 5e-6 af 1p-3 la-1 kg-6 31-2 1-2
Emoji: z 6 5-9 33 4 68d c 60 m 2i-5 f-1 a7-1 c 4m p-a 4-2 5j 6f-1 a 9 1m-3 1-4 9 2 2-1 2 4 2 1-1 2 3 3-1 8-2 5 1 5-b
 b-1 2 1-1 1 i 2-1 i-5 1 1-1 3-1 5 2-1 4-1 b-1 5-1 2 5-1 1 1-1 k-1 5-5 1-3 2 4 2 2-5 1 2 1 1 6 3 6 a-1 f 2 4 1 4-2 1
 b-1 1c-2 9 e e ac-1 cv-2 j-1 1f 4 yi c gp 1 2fze 5m 4g-1 c-1 e 2-9 23-p 1-1 n k 2-8 l-1 4u-x 2-33 2-1 1-2 2-2a 2-2
 1-7a 1-1q b-5 1-n 7-1 2-7 c 2-3 2 4-1 d-1 2 8-1 9 5-2 c-2 8-2 2 1 4 6 3 6-2d 1c-1x 5-7 2-3 3-9 3 1-1 3 2-9 6b-b 4
 7v-1a 1-9 1-54 34-c 3-a 3-1k 1 4-f 2-b 4-9
Emoji_Component EComp: z 6 5-9 6ab 5x 17or 1c5y-p e3-4 14g-3 gw30-2n
Emoji_Modifier EMod: 2qrf-4
Emoji_Modifier_Base EBase: 7j1 63 g-3 2iyf 1o-2 2 2-2 39-1 2-a l-i 3 4-2 1-2 7 1 o 5l-1 4 l 4-1 4u-2 3-4 2b g-2 9 b fz
 2 8-7 6 9-9 2-2 1k 1p-1 1-1 1 h-2 1-c 6d-2 16-8
Emoji_Presentation EPres: 6xm-1 5p-3 3 2 eh-1 l-1 1e-b 17 j d 8-1 h-1 5-1 8 5 l 7-1 1 4 2 7 4-1 s z 1 4-2 1 1p-2 o e
 nv-1 1f 4 2hf2 5m 5a 2-9 23-p 1 o k 2-4 1-2 l-1 4u-w c-8 1-1x 1-l c-16 4-4 c-g 3 3-1y 1 1-56 2-1q d-3 1-n i q-1 d
 2e-2c 1c-1x 6 3-2 2-3 3-3 b-1 7-8 6b-b 4 7v-1a 1-9 1-54 34-c 3-a 3-1k 1 4-f 2-b 4-9
Ext Extender: 53 ew-1 oe c9 hi 3t 2h kw 3j 1tv 1k gz b2 1w 3ux 17-4 2v-1 2l-2 lxy 16e qq m 3t 30 l-1 gor 1lc-1 157 r 4
 xz 85 38-1 du-2 y7 n4 fag-1 ws-1 1 e-1 mdk-1 xd no-2
Gr_Base Grapheme_Base: w-2m x-c 1-gh 34-7 2-5 4-6 1 1-j 1-67 7-4l 1-11 2-1d 2-2 1a 1 2 2 9-q 4-5 h-9 b 1-19 l-f 1-2s 8
 6-1 2 4-v 2 1-t t-2g b e-16 9-6 3-n 4 9 3 7-e 1-o 5 1-a 5-v g-15 1l-1i 1 1-3 8-3 1-2 7-9 2-s 1-1 1-7 2-1 2-l 1-6 1 3-3
 3 1-1 6-1 2-1 1 d-1 1-2 4-n 5 1-5 4-1 2-l 1-6 1-1 1-1 1-1 4-2 o-3 1 7-9 2-2 1 c 1-8 1-2 1-l 1-6 1-1 1-4 3-3 8 1-1 3
 f-1 4-b 7 8-1 1-7 2-1 2-l 1-6 1-1 1-4 3 2 6-1 2-1 f-1 1-2 4-h b 1-5 3-2 1-3 3-1 1 1-1 3-1 3-2 3-b 5 1-1 3-2 1-2 3 l-k
 6-2 1-7 1-2 1-m 1-f 3 3-3 j-2 1-1 2-1 4-9 7-9 1-a 1-2 1-m 1-9 1-4 3-1 2 1-1 n-2 1-1 4-9 1-2 e-a 1-2 1-14 2 1-1 5-2 1-2
 1-1 4-2 1-9 4-p 2-1 1-h 3-n 1-8 1 2-6 9-1 6-6 7-9 2-2 c-1b 1-1 b-7 8-c 11-1 1 1-4 1-n 1 1-9 1-1 9 2-4 1 9-9 2-3 w-n
 2-q 1 1 1-d 1-z i 5 2-4 1d-7 1-5 1-c 11-18 4 6 2-1 2-o 2-3 3-f 4-c 1-1 2-5 1-e 1-13 1 5 2-ag 1-3 2-6 1 1-3 2-14 1-3
 2-w 1-3 2-6 1 1-3 2-e 1-1k 1-3 2-1u 5-s 3-p 6-2d 2-5 2-ik 3-2g 7-h d-i 3-1 9-h e-c 1-2 f-1f 2 7-7 1-1 b-8 3-9 6-9 6-a
 5-9 6-2g 7-4 2-x 1 5-1x a-u 4-3 2-2 4-1 1-5 7 3-15 2-4 b-17 4-p 6-a 3-1k 2-1 3-1j 1 9 1-1 8-5 d-9 6-9 6-d 2e-1b a-3
 3-7 1-s 9-b 2-v 4-1 6-1j 1 2-2 1 d-1b 8-1 5-e 3-1p 5-16 2-a b d 7-3 1-5 1-2 2 5-5b 1s-7p 2-5 2-11 2-5 2-7 1 1 1 1-u
 2-1g 1-e 1-d 2-5 1-i 2-2 1-8 1-a 5-n 7-1c g-1 2-q 1-c 3-x 1q-3v 4-ih m-a l-1eb 2-ag 3-1 5-18 1 5 2-1j 7-1 f-m 9-6 1-6
 1-6 1-6 1-6 1-6 1-6 1-6 x-2l y-p 1-2g c-5x q-1l 6-f 1-2d 4-2s 5-16 1-2l 1-2d 9-1b 1-mlo 3-1i 9-9n k-1a 4 a-v 2-27 2-5
 8-64 k-g 1-2 1-3 1-o 2-4 4-9 6-1j 8-1v a-b o-c 1-11 8-o b c-t 6-1b 1-1 4-1 2-1 1-c 1-a 4-6 1-o 1-14 6-1 2-1 b-2 1-7 1
 2-9 2-v 1-1e 1 3-1 2-4 2 1 o-g 2-7 b-5 2-5 2-5 9-6 1-6 1-1n 4-38 1-1 1-3 3-9 6-8mb c-m 4-1c 6is-a5 2-2x 12-6 c-4 5 1-n
 1-4 1 1-1 1-1 1-i1 w-f g-9 m-y 1-i 1-3 4-4 1-3q 4-4c 2-u 3-5 2-5 2-5 2-2 3-6 1-6 d-1 2-b 1-p 1-i 1-1 1-e 2-d y-3e 5-2
 4-18 3-2f 1-c 3 1b-18 3n-s 3-1c g-q 4-z 9-t 5-11 a-t 1-10 4-d 16-4d 2-9 6-z 4-z 4-13 8-1f b-b 1-e 1-6 1-1 1-a 1-e 1-6
 1-1 3-1f c-8m 9-l a-7 o-5 1-15 1-8 1x-5 2 1-17 1-1 3 2-m 1-1z 8-8 1c-i 1-1 5-w 3-q 5-q 12-1j 4-j 2-1a f-3 1-2 1-s a-8
 7-8 7-1r w-10 6-b 9-1h 3-s 2-q 5-p 7-3 c-6 28-20 1j-1e d-1e 7-15 c-9 6-11 8-n 8-1 5s-u 1-15 3 2-1 g-5 8-8 13-13 8-l
 b-8 m-h 4-3 12-r k-m 9 1-1h f-6 4-t 1-1 2 c-1c 4-1 2-1 1-3 e-o 7-9 9-z 5 9-h 8-y 1-2 b-1f 9 1-7 4-1 1-f 1-j b-h 1-r
 3-1 4-5 1-1 1r-6 1 1-3 1-e 1-a 6-1a 1-2 d-9 8-1 1-7 2-1 2-l 1-6 1-1 1-4 3 1 1-3 2-1 2-1 3 c-6 s-9 1 2 1-11 1 1-1 f 1-1
 3 1-2 1-1 13-1j 8-1 3 1-k 1 1-2 u-1b 1-1 6 1-1 1 2 2-3 8-9 4m-1a 1-1 6-3 2 2-q 10-1e 8-1 1 2-3 b-9 6-c j-16 1 1-1 8-1
 6-9 6-j s-q 3 1-1 4 9-m 55-1a 9 2 2s-2a c-7 2 2-7 1-1 1-n 1-4 1-1 6-3 1-2 9-9 1y-7 2-15 8-3 1-3 r a-13 6-1 4-7 9 6-1
 3-19 d 2-8 d-20 7-9 2f 3 1 2g-x e-9 6-8 1-11 e 1-5 a-s 3-v p 7 2 23-6 1-1 1-11 l 9-9 6-5 1-1 1-10 4-1 1 1 7-9 6-17 4-9
 6u-i 2-3 9-e 1-z 8-1 3-m 2e f-1d d-pm 2u-32 1-4 b-5f 218-2q d-tr h-5 p-32y 5-g6 5a1-t c-2 3-9 1c6-fs 7-u 1-9 4-28 1-9
 6-t 7 a-1b 7-e a-9 1-6 1-k 5-i c0-1l 5i-2i 5-o 2-o 18-22 5-1j b-c 1s-3 e-4 9-5p1 15-v 2p-36 6pp-3 1-6 1-1 1-82 f t-2 2
 e-3 8-az 1s4-2y 5-c 3-8 7-9 2 2 31c-70 3-c3 6-m f-g 2n-37 1o-6t a-12 2-1n 5-2 m-1 7-t 4-1o l-1t 3 3e-j c-j c-2e 9-o
 3r-2c 1-1y 1-1 2 2-1 2-3 1-b 1 1-6 1-1s 1-3 2-7 1-6 1-r 1-3 1-4 1 3-6 1-9f 2-83 2-fl 1j-3 1e-7 1-d 1-6 vo-u 6-5 79-1p
 42-18 a-6 2-9 4-1 8w-t i-17 4-9 5 cw-r 4-9 5y-t 2-a 4 5c-u 1-2 1-1 1-6 2-4 9-1 68-6 1-3 1-1 1-e 1-5g 2-8 1c-1v 7 4-9
 4-1 lt-1v 24-1o 5e-3 1-q 1-1 1 2 1-9 1-3 1 1 6 4 1 1 1-2 1-1 1 2 1 1 1 1 1-1 1 2-3 1-6 1-3 1-3 1 1-9 1-g 5-2 1-4 1-g
 1g-1 7i-17 4-2r c-e 2-e 1-e 1-10 a-4t 1k-s d-17 4-8 7-1 e-5 4a-rc 3-g 3-c 3-61 6-b 4 f-b 4-1j 8-9 6-13 8-t 2-b 4-1 e-8
 13-9j 8-d 2-c 3-a 3-1k 1 4-f 2-b 4-9 7-42 1-2u sl-wyn w-3dp 2-4gd 2-5rk f-h9 1wi-f1 15u-3t6 5-6jt
Gr_Ext Grapheme_Extend: lc-33 7n-6 7b-18 1 1-1 1-1 1 20-a 1c-k g 2t-6 2-5 2-1 1-3 z u-q 2j-a 1m-8 9 o-3 1-8 1-2 1-4
 17-2 1n-8 16-n 1-v 1j 1 4-7 4 3-6 a-1 t 1m 1 2-3 8 9 a-1 q 2-1 1l 4-1 4-1 2-2 3 u-1 3 b-1 1l 4-4 1-1 4 k-1 m-5 1 1m
 1-1 1-3 8 7-2 a-1 u 1n 1 c 9 14 3 1j 1-2 5-2 1-3 7-1 b-1 t 1m 2-1 1 3-2 1-3 7-1 b-1 s-1 1l-1 1 2-3 8 9 a-1 t 20 4 2-2
 1 8 29 2-6 c-7 2q 2-8 b-6 21-1 r 1 1 1j-d 1-4 1-1 5-a 1-z 9 2u-3 1-5 1-1 2-1 p-1 4-2 g-3 d 2-1 6 f jj-2 qa-3 s-2 t-1
 u-1 1s-1 1-6 8 2-a 9 19-2 1 39-1 y 3a-2 4-1 9 6-2 63-1 2 1m 1-6 1 1 2-7 6-9 2 1c-19 2-b k-3 1c-9 4-2 12-8 c-1 w-3 2-5
 1k 1-1 3 1-4 1k-7 2-1 48-2 1-c 1-6 4 6 3-1 5i-1r ek 5f-w 2da-2 3x 2o-v fe-5 2x-1 n9w-3 1-9 w-1 28-1 7k 3 4 p-1 5 47-1
 q-h d 12-7 p-a 1 18-2 1c 2-3 2-1 2 10 1v-5 2-1 2-1 c 8 1b 1f 1-2 2-1 5-1 1 16-1 8 6m 2 4 fn4 kh-f g-f a6-1 gt 6a 45-4
 1ae-2 1-1 5-3 14-2 4 4l-1 fx-3 1t-4 8t-1 25-5 1y-a 1d-3 3f 1i-e 15 2-1 a-2 1d-3 2-1 7 1p-2 10-4 1-7 1q c-1 1g-8 1 8-3
 2 2n-2 2-3 6 2 4d 3-7 l-1 1l-1 1 1 c 9 e-6 3-4 1v 2-5 1 2 1-2 4-2 1 e-1 2d-7 2-2 1 n 29 2-5 1 2 1-1 1-1 6j 2-3 6-1 1-1
 r-1 2d-7 2 1-1 2y 1 2-7 2t 1 2-3 1-4 77-8 1-1 6t a-3 4 40-3 2-1 4 w-9 14-5 2-3 8 9-5 2-2 1a-c 1-1 5i 1-2 1 5l-6 1-5 1
 2a-l 2-6 1-1 1-1 3e-5 3 1-1 1-6 1 20-1 3 1 9n-1 b-1 1g-4 5-2 n 44l 6-e 8ug-b 3-2 1xc-4 1n-6 t4 1r-3 29 b-1 f57-1
 3mp-19 2-m f2-4 3-5 8-7 2-6 u-3 44-2 1iz-1i 4-1d 8 e m-4 1-e 11s-6 1-g 2-6 1-1 1-4 2s 4g-6 af 1p-3 e4-3 72-1 6r 2 7-1
 5 d6-6 31-6 gzbp-2n 3k-6n
Hex Hex_Digit: 1c-9 7-5 q-5 1eax-9 7-5 q-5
IDC ID_Continue: 1c-9 7-p 4 1-p 1b a 1 2 5-m 1-u 1-cp 4-b e-4 7 1 h-38 1-1 2-3 1 6-4 1 1-j 1-2a 1-3u 1-4 2-4l 1-11 2
 6-14 8-18 1 1-1 1-1 1 8-q 4-3 t-a 5-21 4-2t 1-7 2-9 1-i 2 g-1m 2-2s e-1h 4 2 2-19 i-r 4-a 5-n 1-6 7-22 1-3k 2-9 1-i
 1-7 2-1 2-l 1-6 1 3-3 2-8 2-1 2-3 8 4-1 1-4 2-b a 1 2-2 1-5 4-1 2-l 1-6 1-1 1-1 1-1 2 1-4 4-1 2-2 3 7-3 1 7-f b-2 1-8
 1-2 1-l 1-6 1-1 1-4 2-9 1-2 1-2 2 f-3 2-9 9-6 1-2 1-7 2-1 2-l 1-6 1-1 1-4 2-8 2-1 2-2 7-2 4-1 1-4 2-9 1 g-1 1-5 3-2
 1-3 3-1 1 1-1 3-1 3-2 3-b 4-4 3-2 1-3 2 6 e-9 g-c 1-2 1-m 1-f 2-8 1-2 1-3 7-1 1-2 1-1 2-3 2-9 g-3 1-7 1-2 1-m 1-9 1-4
 2-8 1-2 1-3 7-1 5-2 1-3 2-9 1-2 c-c 1-2 1-1e 1-2 1-4 5-3 7-4 2-9 a-5 1-2 1-h 3-n 1-8 1 2-6 3 4-5 1 1-7 6-9 2-1 d-1l
 5-e 1-9 13-1 1 1-4 1-n 1 1-m 2-4 1 1-6 1-9 2-3 w n-1 6-9 b 1 1 4-9 1-z 4-j 1-h 1-z 9 1l-21 6-25 2-11 1 5 2-16 1-98 1-3
 2-6 1 1-3 2-14 1-3 2-w 1-3 2-6 1 1-3 2-e 1-1k 1-3 2-1u 2-2 9-8 e-f g-2d 2-5 3-h7 2-g 1-p 5-22 3-a 7-l 9-l b-j c-c 1-2
 1-1 c-2b 3 4-1 2-9 x-2 1-a 6-2g 7-16 5-1x a-u 1-b 4-b a-13 2-4 b-17 4-p 6-a 11-r 4-1q 1-s 2-a 6-9 d 8-d 1-u 2-b k-24
 3-9 h-8 c-37 c-1j 8-9 3-1c 2-a 5-16 2-2 g-2 1-12 5-et 2-5 2-11 2-5 2-7 1 1 1 1-u 2-1g 1-6 1 3-2 1-6 3-3 2-5 4-c 5-2
 1-6 f-1 1d-1 j s d g-c 1f-c 4 3-b h 4 2-9 1 2-5 6 1 1 1-f 2-3 5-4 4 h-14 22f-6c 6-8 c-11 1 5 2-1j 7 f-n 9-6 1-6 1-6
 1-6 1-6 1-6 1-6 1-6 1-v ed-2 p-e 1-4 2-4 4-2d 2-6 1-2m 5-16 1-2l h-v 1c-f e8-533 1s-h3g 1v-19 2-7g 3-r k-1b 4-9 1-36
 11-8 2-2u 2-29 k-1i 4 j-1f c-1x a-9 6-n 3 1-1c 2-z c-s 3-1s e-a 6-u 1-1i 9-d 2-9 6-m 3-20 o-2 2-f 2-4 a-5 2-5 2-5 9-6
 1-6 1-16 1-d 6-3e 1-1 2-9 6-8mb c-m 4-1c 6is-a5 2-2x 12-6 c-4 5-b 1-c 1-4 1 1-1 1-1 1-2z x-a2 i-1r 2-1h 14-b 4-f g-f
 3-1 o-2 w-4 1-3q j-9 7-p 4 1-p a-2h 3-5 2-5 2-5 2-2 z-b 1-p 1-i 1-1 1-e 2-d y-3e 1x-1g 3s 3m-s 3-1c f v-v d-t 5-16 5-t
 2-z 4-7 1-4 16-4d 2-9 6-z 4-z 4-13 8-1f c-a 1-e 1-6 1-1 1-a 1-e 1-6 1-1 3-1f c-8m 9-l a-7 o-5 1-15 1-8 1x-5 2 1-17 1-1
 3 2-m a-m 9-u 1t-i 1-1 a-l a-p 6-p 12-1j 6-1 1s-3 1-1 5-7 1-2 1-s 2-2 4 w-s 3-s z-7 1-t p-1h a-l a-i d-h 32-20 1j-1e
 d-1e d-13 8-9 6-11 3-4 1-m 6y-15 1-1 3-1 g-5 1e-y a 8-w v-l 16-k r-m 9-1y v-f 9-1n 7 d-o 7-9 6-1g 1-9 4-3 8-z 2 9-1w
 4-3 1-c 1 z-h 1-10 6-3 1q-6 1 1-3 1-e 1-9 7-1m 5-9 6-3 1-7 2-1 2-l 1-6 1-1 1-4 1-9 2-1 2-2 2 6 5-6 2-6 3-4 b-9 1 2
 1-11 1-9 1 2 1-3 1-7 d-1 t-22 5-9 4-3 u-1x 1 8-9 4m-1h 2-8 n-5 y-1s 3 b-9 12-1k 7-9 6-j s-q 2-e 4-9 6-6 55-1m 2t-21
 l-7 2 2-7 1-1 1-t 1-1 2-8 c-9 1y-7 2-19 2-7 1-1 r-1q 8 8-21 3 i-20 2v-7 2g-w f-9 6-8 1-18 1-8 f-9 o-t 2-l 1-d 21-6 1-1
 1-17 3 1-1 1-8 8-9 6-5 1-1 1-10 1-1 1-5 7-9 6-17 4-9 6u-m 9-g 1-14 3-4 d-a 2d 27-pl 2u-32 h-5f 218-2o f-tr g-l a-32y
 5-g6 5a1-1l 1c6-fs 7-u 1-9 6-26 1-9 6-t 2-4 b-1i 9-3 c-9 9-k 5-i c0-18 3-9 5i-1r w-o 2-o 18-22 4-1k 7-g 1s-1 1-1 b-6
 9-5p1 15-v 2p-36 6pp-3 1-6 1-1 1-82 f t-2 2 e-3 8-az 1s4-2y 5-c 3-8 7-9 3-1 381-9 ee-19 2-m f2-4 3-5 8-7 2-6 u-3 44-2
 cb-2c 1-1y 1-1 2 2-1 2-3 1-b 1 1-6 1-1s 1-3 2-7 1-6 1-r 1-3 1-4 1 3-6 1-9f 2-o 1-o 1-u 1-o 1-u 1-o 1-u 1-o 1-u 1-o 1-7
 2-1d e8-1i 4-1d 8 e m-4 1-e uo-u 6-5 5x-6 1-g 2-6 1-1 1-4 5-1p x 34-18 3-d 2-9 4 8x-u h-1l d2-15 5y-16 5h-u 1-l 8-1
 68-6 1-3 1-1 1-e 1-5g b-6 15-23 4-9 x2-3 1-q 1-1 1 2 1-9 1-3 1 1 6 4 1 1 1-2 1-1 1 2 1 1 1 1 1-1 1 2-3 1-6 1-3 1-3 1
 1-9 1-g 5-2 1-4 1-g 2lw-9 sm-wyn w-3dp 2-4gd 2-5rk f-h9 1wi-f1 15u-3t6 5-6jt f62u-6n
IDS ID_Start: 1t-p 6-p 1b a 4 5-m 1-u 1-cp 4-b e-4 7 1 3l-4 1-1 2-3 1 6 1-2 1 1-j 1-2a 1-3u 8-4l 1-11 2 6-14 1z-q 4-3
 19-16 z-1 1-2q 1 f-1 7-1 a-2 2 g 1-t t-2g b o-w 9-1 4 5-l 4 9 3 n-o 7-a 5-n 1-6 g-15 1m-1h 3 i 7-9 f-f 4-7 2-1 2-l 1-6
 1 3-3 3 g d-1 1-2 e-1 a 8-5 4-1 2-l 1-6 1-1 1-1 1-1 v-3 1 j-2 g-8 1-2 1-l 1-6 1-1 1-4 3 i f-1 n b-7 2-1 2-l 1-6 1-1
 1-4 3 u-1 1-2 f h 1-5 3-2 1-3 3-1 1 1-1 3-1 3-2 3-b m 1g-7 1-2 1-m 1-f 3 q-2 1-1 2-1 u 4-7 1-2 1-m 1-9 1-4 3 u-2 1-1
 f-1 h-8 1-2 1-14 2 g 5-2 8-2 o-5 5-h 3-n 1-8 1 2-6 1m-1b 1-1 c-6 1m-1 1 1-4 1-n 1 1-9 1-1 9 2-4 1 l-3 w 1r-7 1-z r-4
 37-16 k g-5 4-3 3 3-1 7-2 4-c c h-11 1 5 2-16 1-98 1-3 2-6 1 1-3 2-14 1-3 2-w 1-3 2-6 1 1-3 2-e 1-1k 1-3 2-1u 11-f
 g-2d 2-5 3-h7 2-g 1-p 5-22 3-a 7-h d-i e-h e-c 1-2 f-1f z 4 1v-2g 7-14 1 5-1x a-u 1d-t 2-4 b-17 4-p 1i-m 9-1g 2a 2l-1a
 h-7 1i-t d-1 a-17 q-z 15-2 a-z 2-a 5-16 2-2 15-3 1-5 1-1 3 5-5b 1s-7p 2-5 2-11 2-5 2-7 1 1 1 1-u 2-1g 1-6 1 3-2 1-6
 3-3 2-5 4-c 5-2 1-6 38 d g-c 2t 4 2-9 1 2-5 6 1 1 1-f 2-3 5-4 4 h-14 22f-6c 6-3 3-1 c-11 1 5 2-1j 7 g-m 9-6 1-6 1-6
 1-6 1-6 1-6 1-6 1-6 fa-2 p-8 7-4 2-4 4-2d 4-4 1-2h 1-3 5-16 1-2l h-v 1c-f e8-533 1s-h3g 1v-19 2-7g 3-f a-1 k-1a g-u
 2-27 13-8 2-2u 2-29 k-g 1-2 1-3 1-m t-1f e-1d 1q-5 3 1-1 b-r a-m p-s 7-1a s g-4 1-9 a-4 1-14 n-2 1-7 k-m 3 3-1d 1 3-1
 2-4 2 1 o-2 2-a 7-2 c-5 2-5 2-5 9-6 1-6 1-16 1-d 6-36 t-8mb c-m 4-1c 6is-a5 2-2x 12-6 c-4 5 1-9 1-c 1-4 1 1-1 1-1 1-2z
 x-a2 i-1r 2-1h 14-b 38-4 1-3q 10-p 6-p b-2g 3-5 2-5 2-5 2-2 z-b 1-p 1-i 1-1 1-e 2-d y-3e 1x-1g 7f-s 3-1c 1b-v d-t 5-11
 a-t 2-z 4-7 1-4 16-4d i-z 4-z 4-13 8-1f c-a 1-e 1-6 1-1 1-a 1-e 1-6 1-1 3-1f c-8m 9-l a-7 o-5 1-15 1-8 1x-5 2 1-17 1-1
 3 2-m a-m 9-u 1t-i 1-1 a-l a-p 6-p 12-1j 6-1 1s f-3 1-2 1-s 16-s 3-s z-7 1-r r-1h a-l a-i d-h 32-20 1j-1e d-1e d-z
 12-r 9-m 6y-15 6-1 g-5 1k-s a 8-l 16-h 1a-k r-m c-1g 1l-1 2 d-18 w-o q-z t 2 8-y 3 c-1b e-3 l 1 z-h 1-o j-1 1r-6 1 1-3
 1-e 1-9 7-1a 12-7 2-1 2-l 1-6 1-1 1-4 3 i c-4 u-9 1 2 1-11 1 p 1 18-1g i-3 k-2 u-1b k-1 1 54-1a 15-3 10-1b k 1n-16 d
 1z-q 11-6 55-17 38-1r v-7 2 2-7 1-1 1-n f 1 2m-7 2-12 g 1 s a-13 7 l b-19 j i-20 5j-w v-8 1-10 h 1d-t 34-6 1-1 1-11 l
 p-5 1-1 1-v e n-17 78-i f 1-c 1-x 3g 27-pl 2u-32 h-5f 218-2o f-tr h-5 p-32y 5-g6 5a1-t 1cy-fs 7-u h-26 h-t i-1b g-3
 v-k 5-i c0-18 5v-1r w-o 2-o 18-22 5 1u-c 1s-1 1 e-4 9-5p1 15-v 2p-36 6pp-3 1-6 1-1 1-82 f t-2 2 e-3 8-az 1s4-2y 5-c
 3-8 7-9 4me-2c 1-1y 1-1 2 2-1 2-3 1-b 1 1-6 1-1s 1-3 2-7 1-6 1-r 1-3 1-4 1 3-6 1-9f 2-o 1-o 1-u 1-o 1-u 1-o 1-u 1-o
 1-u 1-o 1-7 1f8-u 6-5 79-1p 42-18 a-6 g 8x-t i-17 dg-r 6c-t 2 5r-u 1-2 1-1 1-6 2-4 9-1 68-6 1-3 1-1 1-e 1-5g 1n-1v 7
 xg-3 1-q 1-1 1 2 1-9 1-3 1 1 6 4 1 1 1-2 1-1 1 2 1 1 1 1 1-1 1 2-3 1-6 1-3 1-3 1 1-9 1-g 5-2 1-4 1-g 3es-wyn w-3dp
 2-4gd 2-5rk f-h9 1wi-f1 15u-3t6 5-6jt
IDSB IDS_Binary_Operator: 9gw-1 2-9 dt
IDST IDS_Trinary_Operator: 9gy-1
Ideo Ideographic: 9hi-1 p-8 e-2 qt-533 1s-g73 hkw-a5 2-2x n4a d-4 9-5p1 15-v 2p-36 70d-az f7o-wyn w-3dp 2-4gd 2-5rk
 f-h9 1wi-f1 15u-3t6 5-6jt
Join_C Join_Control: 6bw-1
LOE Logical_Order_Exception: 2tc-4 3f-4 25s-2 2 smy-1 2 1-1
Lower Lowercase: 2p-p 1b a 4 10-n 1-7 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 1 1 1 1 1 1 1 1-1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1-2 2 1 2 3-1 4 2 3-2 2 2 1 1 2 1-1 1 2 3 1 2-1 2-2 6 2 2 1 1 1 1 1 1 1
 1-1 1 1 1 1 1 1 1 1 1-1 2 1 3 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-6 2 2-1 1 4 1 1 1 1-1w 2-y 7-1
 u-4 2o 17 1 3 2-3 i r-y 1-1 3-2 1 1 1 1 1 1 1 1 1 1 1 1-4 1 2 2-1 1f-1b 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 9 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1 1 1 1 1-1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1c-14 287-16 1-3 l4-5 1oi-8 1 39-5b 1t 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-8 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-8 8-5 a-7 8-7 8-5 a-7 8-7 8-d
 2-7 8-7 8-7 8-4 1-1 6 3-2 1-1 8-3 2-1 8-7 a-2 1-1 3d d g-c 31 3-1 3 r 4 4 2-1 8-3 4 x-f 4 nf-p 1fq-1b 1 3-1 1 1 1 4
 1-1 1-7 3 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 7 1 4
 c-11 1 5 nwz 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 j 1 1 1 1 1 1 1 1 1 1 1 1 1-2 3p 1 1 1 1 1 1-2 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-9 1 1 2 1 1 1 1 4 1 2 1-2 1 1 1 1 1 1 1 1 1 1 5 5 1 1 1 1 1 1 1 4 1 2
 1 1 1 1 1 1 1 l-3 1 1-2 mt-16 1-d 6-27 fnk-6 c-4 tl-p y5-13 3s-z 4b-a 1-e 1-6 1-1 cj 2-2 1-15 1-8 zp-1e 3h-l 27u-v
 gw0-v 1n-o k06-p q-6 1-h q-p q-3 1 1-6 1-a q-p q-p q-p q-p q-p q-p q-p q-p q-r s-o 1-5 q-o 1-5 q-o 1-5 q-o 1-5 q-o 1-5
 1 1f8-9 1-j 6-5 79-1p 1pw-x
Math: 17 g-2 v t 1 19 4 11 v k8-2 2 q-1 2-2 en-2 559 r-2 b 3 d e-3 l-4 b-4 1t-c 4 3-1 4-4 i 4 2-9 1 2-5 6 3-1 2-1 1-2
 1-5 3-d 1 1w-n 1-5 1-1 4-1 4-v 1 6-1 e-7f 8-3 k-1 2i u-q 1 o b-6 cd-1 c-9 4-5 4-1 2-1 3-4 e 1 2-5 b-7 5-1 1l 1 t-3 9-2
 9c-1r 74-e7 1c-k 2-5 1524 mv-5 1 4i g-2 t 1 t 1 3n 6-3 2ox-1 1274 zz-2c 1-1y 1-1 2 2-1 2-3 1-b 1 1-6 1-1s 1-3 2-7 1-6
 1-r 1-3 1-4 1 3-6 1-9f 2-83 2-1d 4cg-3 1-q 1-1 1 2 1-9 1-3 1 1 6 4 1 1 1-2 1-1 1 2 1 1 1 1 1-1 1 2-3 1-6 1-3 1-3 1 1-9
 1-g 5-2 1-4 1-g 1g-1 1y6-8
NChar Noncharacter_Code_Point: 1e4w-v em-1 1eke-1 1eke-1 1eke-1 1eke-1 1eke-1 1eke-1 1eke-1 1eke-1 1eke-1 1eke-1 1eke-1
 1eke-1 1eke-1 1eke-1 1eke-1 1eke-1
Pat_Syn Pattern_Syntax: x-e a-6 q-3 1 q-3 y-6 1 1-1 1 1-1 4 4 3 n v 654-n 8-e 2-i 1-9 8h-jz 4g-hh u-vf e8-3j ap-2 4-o f
 14i5-1 79-1
Pat_WS Pattern_White_Space: 9-4 i 2s 688-1 o-1
QMark Quotation_Mark: y 4 3n f 670-7 p-1 2rr cp-3 d-2 14pt-3 59 4 2i-1
RI Regional_Indicator: 2qcm-p
Radical: 96o-p 1-2g c-5x
SD Soft_Dotted: 2x-1 5g 7t u 1g k 8w 2q 1 4y1 1f d 3 3o 4d bp 5y-1 27m 2bol-1 1e-1 1e-1 1e-1 1e-1 1e-1 1e-1 1e-1 1e-1
 1e-1 1e-1 1e-1 1e-1 1om 8h-1 q
STerm Sentence_Terminal: x c g 11l 43-2 50 17-2 6u 1p 1 3-1 85-1 1d0-1 ly 4-1 lh 5i-1 4d-1 19 5 8q-1 9u-3 4i-1 a-1 2-1
 t-2 57-1 1t-1 pw n-1 9-2 2i7-2 8i d m-1 bx n3w 7i-1 6b 3 am-1 2e-1 2n 48-1 43-2 40-1 6x g86 2-1 1n 3-1 4p c g 1t 25w-1
 zh-4 18-3 59-1 39-3 3j-2 3l-1 6 g-1 2g-1 1-1 30 8a-1 39-1 ad-1 5-e 2x-1 6x-2 ed 1 6z-1 2f-1 bo-1 j8-1 22-1 euh-1 3p
 1t-1 b fd-1 88 feu 5wo
Term Terminal_Punctuation: x a 1 b-1 3 n2 8 e9 1l 20 e 1-2 50 17-a 1 6j-1 1i-5 1-7 v 79-1 z8-1 4s 4-5 8n-1 lx-7 lh 3g-2
 1z-1 4d-2 3 13-3 2-1 8q-1 9u-3 4i-1 a-1 1-2 t-2 57-4 1q-1 pw n-1 9-2 2i7-2 8i d 4 a 1-1 3-1 bw-1 n3v-1 7h-2 6b-4 am-1
 2e-1 2n 47-2 43-2 3j g-1 6x g86 2-1 1l-2 1-3 4p a 1 b-1 3 1t 2 u2 1c w6 5j 8m-1 48-5 1w-5 2h-3 qg-4 18-3 59-6 34-3
 3j-2 3l-1 6 g-1 2g-4 30 8a-1 39-2 c-1 9y-3 3-e 2x-1 6x-2 ed 1 6z-1 2f-1 4-1 bi-2 19 hx-1 22-1 10r-4 dtl-1 3p 1t-2 a
 fd-1 87-1 feu 5wn-3
UIdeo Unified_Ideograph: a9s-533 1s-g73 hse-1 1 1-1 a 1 1-1 2-2 1fpy-wyn w-3dp 2-4gd 2-5rk f-h9 3he-3t6 5-6jt
Upper Uppercase: 1t-p 2t-m 1-6 x 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1 1 1 1 1 1 2 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 1 1 3-1 1 1-1 1-2 2-3 1-1 1-2 3-1 1-1 1 1 1-1 1 2 1-1 1-2 1 1-1 3 7 2 2 2 1 1 1 1 1
 1 1 2 1 1 1 1 1 1 1 1 2 2 1-2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 7-1 1-1 2 1-3 1 1 1 1 81 1 3 8
 6 1-2 1 1-1 1-g 1-8 z 2-2 3 1 1 1 1 1 1 1 1 1 1 1 5 2 1-1 2-1e 1c 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 9 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1-1 1 1 1 1 1 1 2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2-11 289-11 1 5 k2-2d 1oz 6-16 2-2 8w 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 9 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 9-7 8-5 a-7 8-7 8-5 b 1 1 1 8-7 20-3 c-3
 c-3 c-4 b-3 7a 4 3-2 2-2 2 3-4 6 1 1 1-3 2-3 a-1 5 q-f j mq-p 1f4-1b 1c 1-2 2 1 1 1-3 1 2 8-2 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 8 1 4 nyl 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
 1 1 1 1 1 j 1 1 1 1 1 1 1 1 1 1 1 1 1 3r 1 1 1 1 1 1 3 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 a 1
 1-1 1 1 1 1 4 1 2 1 3 1 1 1 1 1 1 1 1 1 1-4 1-4 1 1 1 1 1 1 1 1-3 1 1-1 1 1 1 1 1 1 1 1 o h7v-p xx-13 3s-z 4c-a 1-e
 1-6 1-1 1d6-1e 4d-l 27u-v gw0-v 1s-o k07-p q-p q-p q 1-1 2 2-1 2-3 1-7 q-p q-1 1-3 2-7 1-6 r-1 1-3 1-4 1 3-6 r-p q-p
 q-p q-p q-p q-p u-o x-o x-o x-o x-o x 3ed-x 1la-p 6-p 6-p
VS Variation_Selector: 4qz-2 1 19f4-f i9yo-6n
White_Space space: 9-4 i 2s q 4bj 1vj-a t-1 5 1b 334
XIDC XID_Continue: 1c-9 7-p 4 1-p 1b a 1 2 5-m 1-u 1-cp 4-b e-4 7 1 h-38 1-1 3-2 1 6-4 1 1-j 1-2a 1-3u 1-4 2-4l 1-11 2
 6-14 8-18 1 1-1 1-1 1 8-q 4-3 t-a 5-21 4-2t 1-7 2-9 1-i 2 g-1m 2-2s e-1h 4 2 2-19 i-r 4-a 5-n 1-6 7-22 1-3k 2-9 1-i
 1-7 2-1 2-l 1-6 1 3-3 2-8 2-1 2-3 8 4-1 1-4 2-b a 1 2-2 1-5 4-1 2-l 1-6 1-1 1-1 1-1 2 1-4 4-1 2-2 3 7-3 1 7-f b-2 1-8
 1-2 1-l 1-6 1-1 1-4 2-9 1-2 1-2 2 f-3 2-9 9-6 1-2 1-7 2-1 2-l 1-6 1-1 1-4 2-8 2-1 2-2 7-2 4-1 1-4 2-9 1 g-1 1-5 3-2
 1-3 3-1 1 1-1 3-1 3-2 3-b 4-4 3-2 1-3 2 6 e-9 g-c 1-2 1-m 1-f 2-8 1-2 1-3 7-1 1-2 1-1 2-3 2-9 g-3 1-7 1-2 1-m 1-9 1-4
 2-8 1-2 1-3 7-1 5-2 1-3 2-9 1-2 c-c 1-2 1-1e 1-2 1-4 5-3 7-4 2-9 a-5 1-2 1-h 3-n 1-8 1 2-6 3 4-5 1 1-7 6-9 2-1 d-1l
 5-e 1-9 13-1 1 1-4 1-n 1 1-m 2-4 1 1-6 1-9 2-3 w n-1 6-9 b 1 1 4-9 1-z 4-j 1-h 1-z 9 1l-21 6-25 2-11 1 5 2-16 1-98 1-3
 2-6 1 1-3 2-14 1-3 2-w 1-3 2-6 1 1-3 2-e 1-1k 1-3 2-1u 2-2 9-8 e-f g-2d 2-5 3-h7 2-g 1-p 5-22 3-a 7-l 9-l b-j c-c 1-2
 1-1 c-2b 3 4-1 2-9 x-2 1-a 6-2g 7-16 5-1x a-u 1-b 4-b a-13 2-4 b-17 4-p 6-a 11-r 4-1q 1-s 2-a 6-9 d 8-d 1-u 2-b k-24
 3-9 h-8 c-37 c-1j 8-9 3-1c 2-a 5-16 2-2 g-2 1-12 5-et 2-5 2-11 2-5 2-7 1 1 1 1-u 2-1g 1-6 1 3-2 1-6 3-3 2-5 4-c 5-2
 1-6 f-1 1d-1 j s d g-c 1f-c 4 3-b h 4 2-9 1 2-5 6 1 1 1-f 2-3 5-4 4 h-14 22f-6c 6-8 c-11 1 5 2-1j 7 f-n 9-6 1-6 1-6
 1-6 1-6 1-6 1-6 1-6 1-v ed-2 p-e 1-4 2-4 4-2d 2-1 2-2 1-2m 5-16 1-2l h-v 1c-f e8-533 1s-h3g 1v-19 2-7g 3-r k-1b 4-9
 1-36 11-8 2-2u 2-29 k-1i 4 j-1f c-1x a-9 6-n 3 1-1c 2-z c-s 3-1s e-a 6-u 1-1i 9-d 2-9 6-m 3-20 o-2 2-f 2-4 a-5 2-5 2-5
 9-6 1-6 1-16 1-d 6-3e 1-1 2-9 6-8mb c-m 4-1c 6is-a5 2-2x 12-6 c-4 5-b 1-c 1-4 1 1-1 1-1 1-2z x-3u 6-61 i-1r 2-1h 14-9
 6-f g-f 3-1 o-2 x 1 3 1 1 1 1-3h j-9 7-p 4 1-p a-2h 3-5 2-5 2-5 2-2 z-b 1-p 1-i 1-1 1-e 2-d y-3e 1x-1g 3s 3m-s 3-1c f
 v-v d-t 5-16 5-t 2-z 4-7 1-4 16-4d 2-9 6-z 4-z 4-13 8-1f c-a 1-e 1-6 1-1 1-a 1-e 1-6 1-1 3-1f c-8m 9-l a-7 o-5 1-15
 1-8 1x-5 2 1-17 1-1 3 2-m a-m 9-u 1t-i 1-1 a-l a-p 6-p 12-1j 6-1 1s-3 1-1 5-7 1-2 1-s 2-2 4 w-s 3-s z-7 1-t p-1h a-l
 a-i d-h 32-20 1j-1e d-1e d-13 8-9 6-11 3-4 1-m 6y-15 1-1 3-1 g-5 1e-y a 8-w v-l 16-k r-m 9-1y v-f 9-1n 7 d-o 7-9 6-1g
 1-9 4-3 8-z 2 9-1w 4-3 1-c 1 z-h 1-10 6-3 1q-6 1 1-3 1-e 1-9 7-1m 5-9 6-3 1-7 2-1 2-l 1-6 1-1 1-4 1-9 2-1 2-2 2 6 5-6
 2-6 3-4 b-9 1 2 1-11 1-9 1 2 1-3 1-7 d-1 t-22 5-9 4-3 u-1x 1 8-9 4m-1h 2-8 n-5 y-1s 3 b-9 12-1k 7-9 6-j s-q 2-e 4-9
 6-6 55-1m 2t-21 l-7 2 2-7 1-1 1-t 1-1 2-8 c-9 1y-7 2-19 2-7 1-1 r-1q 8 8-21 3 i-20 2v-7 2g-w f-9 6-8 1-18 1-8 f-9 o-t
 2-l 1-d 21-6 1-1 1-17 3 1-1 1-8 8-9 6-5 1-1 1-10 1-1 1-5 7-9 6-17 4-9 6u-m 9-g 1-14 3-4 d-a 2d 27-pl 2u-32 h-5f 218-2o
 f-tr g-l a-32y 5-g6 5a1-1l 1c6-fs 7-u 1-9 6-26 1-9 6-t 2-4 b-1i 9-3 c-9 9-k 5-i c0-18 3-9 5i-1r w-o 2-o 18-22 4-1k 7-g
 1s-1 1-1 b-6 9-5p1 15-v 2p-36 6pp-3 1-6 1-1 1-82 f t-2 2 e-3 8-az 1s4-2y 5-c 3-8 7-9 3-1 381-9 ee-19 2-m f2-4 3-5 8-7
 2-6 u-3 44-2 cb-2c 1-1y 1-1 2 2-1 2-3 1-b 1 1-6 1-1s 1-3 2-7 1-6 1-r 1-3 1-4 1 3-6 1-9f 2-o 1-o 1-u 1-o 1-u 1-o 1-u
 1-o 1-u 1-o 1-7 2-1d e8-1i 4-1d 8 e m-4 1-e uo-u 6-5 5x-6 1-g 2-6 1-1 1-4 5-1p x 34-18 3-d 2-9 4 8x-u h-1l d2-15 5y-16
 5h-u 1-l 8-1 68-6 1-3 1-1 1-e 1-5g b-6 15-23 4-9 x2-3 1-q 1-1 1 2 1-9 1-3 1 1 6 4 1 1 1-2 1-1 1 2 1 1 1 1 1-1 1 2-3
 1-6 1-3 1-3 1 1-9 1-g 5-2 1-4 1-g 2lw-9 sm-wyn w-3dp 2-4gd 2-5rk f-h9 1wi-f1 15u-3t6 5-6jt f62u-6n
XIDS XID_Start: 1t-p 6-p 1b a 4 5-m 1-u 1-cp 4-b e-4 7 1 3l-4 1-1 3-2 1 6 1-2 1 1-j 1-2a 1-3u 8-4l 1-11 2 6-14 1z-q 4-3
 19-16 z-1 1-2q 1 f-1 7-1 a-2 2 g 1-t t-2g b o-w 9-1 4 5-l 4 9 3 n-o 7-a 5-n 1-6 g-15 1m-1h 3 i 7-9 f-f 4-7 2-1 2-l 1-6
 1 3-3 3 g d-1 1-2 e-1 a 8-5 4-1 2-l 1-6 1-1 1-1 1-1 v-3 1 j-2 g-8 1-2 1-l 1-6 1-1 1-4 3 i f-1 n b-7 2-1 2-l 1-6 1-1
 1-4 3 u-1 1-2 f h 1-5 3-2 1-3 3-1 1 1-1 3-1 3-2 3-b m 1g-7 1-2 1-m 1-f 3 q-2 1-1 2-1 u 4-7 1-2 1-m 1-9 1-4 3 u-2 1-1
 f-1 h-8 1-2 1-14 2 g 5-2 8-2 o-5 5-h 3-n 1-8 1 2-6 1m-1b 1 d-6 1m-1 1 1-4 1-n 1 1-9 1 a 2-4 1 l-3 w 1r-7 1-z r-4 37-16
 k g-5 4-3 3 3-1 7-2 4-c c h-11 1 5 2-16 1-98 1-3 2-6 1 1-3 2-14 1-3 2-w 1-3 2-6 1 1-3 2-e 1-1k 1-3 2-1u 11-f g-2d 2-5
 3-h7 2-g 1-p 5-22 3-a 7-h d-i e-h e-c 1-2 f-1f z 4 1v-2g 7-14 1 5-1x a-u 1d-t 2-4 b-17 4-p 1i-m 9-1g 2a 2l-1a h-7 1i-t
 d-1 a-17 q-z 15-2 a-z 2-a 5-16 2-2 15-3 1-5 1-1 3 5-5b 1s-7p 2-5 2-11 2-5 2-7 1 1 1 1-u 2-1g 1-6 1 3-2 1-6 3-3 2-5 4-c
 5-2 1-6 38 d g-c 2t 4 2-9 1 2-5 6 1 1 1-f 2-3 5-4 4 h-14 22f-6c 6-3 3-1 c-11 1 5 2-1j 7 g-m 9-6 1-6 1-6 1-6 1-6 1-6
 1-6 1-6 fa-2 p-8 7-4 2-4 4-2d 6-2 1-2h 1-3 5-16 1-2l h-v 1c-f e8-533 1s-h3g 1v-19 2-7g 3-f a-1 k-1a g-u 2-27 13-8 2-2u
 2-29 k-g 1-2 1-3 1-m t-1f e-1d 1q-5 3 1-1 b-r a-m p-s 7-1a s g-4 1-9 a-4 1-14 n-2 1-7 k-m 3 3-1d 1 3-1 2-4 2 1 o-2 2-a
 7-2 c-5 2-5 2-5 9-6 1-6 1-16 1-d 6-36 t-8mb c-m 4-1c 6is-a5 2-2x 12-6 c-4 5 1-9 1-c 1-4 1 1-1 1-1 1-2z x-3u 6-61 i-1r
 2-1h 14-9 3b 1 3 1 1 1 1-3h 10-p 6-p b-1j 2-u 3-5 2-5 2-5 2-2 z-b 1-p 1-i 1-1 1-e 2-d y-3e 1x-1g 7f-s 3-1c 1b-v d-t
 5-11 a-t 2-z 4-7 1-4 16-4d i-z 4-z 4-13 8-1f c-a 1-e 1-6 1-1 1-a 1-e 1-6 1-1 3-1f c-8m 9-l a-7 o-5 1-15 1-8 1x-5 2
 1-17 1-1 3 2-m a-m 9-u 1t-i 1-1 a-l a-p 6-p 12-1j 6-1 1s f-3 1-2 1-s 16-s 3-s z-7 1-r r-1h a-l a-i d-h 32-20 1j-1e
 d-1e d-z 12-r 9-m 6y-15 6-1 g-5 1k-s a 8-l 16-h 1a-k r-m c-1g 1l-1 2 d-18 w-o q-z t 2 8-y 3 c-1b e-3 l 1 z-h 1-o j-1
 1r-6 1 1-3 1-e 1-9 7-1a 12-7 2-1 2-l 1-6 1-1 1-4 3 i c-4 u-9 1 2 1-11 1 p 1 18-1g i-3 k-2 u-1b k-1 1 54-1a 15-3 10-1b
 k 1n-16 d 1z-q 11-6 55-17 38-1r v-7 2 2-7 1-1 1-n f 1 2m-7 2-12 g 1 s a-13 7 l b-19 j i-20 5j-w v-8 1-10 h 1d-t 34-6
 1-1 1-11 l p-5 1-1 1-v e n-17 78-i f 1-c 1-x 3g 27-pl 2u-32 h-5f 218-2o f-tr h-5 p-32y 5-g6 5a1-t 1cy-fs 7-u h-26 h-t
 i-1b g-3 v-k 5-i c0-18 5v-1r w-o 2-o 18-22 5 1u-c 1s-1 1 e-4 9-5p1 15-v 2p-36 6pp-3 1-6 1-1 1-82 f t-2 2 e-3 8-az
 1s4-2y 5-c 3-8 7-9 4me-2c 1-1y 1-1 2 2-1 2-3 1-b 1 1-6 1-1s 1-3 2-7 1-6 1-r 1-3 1-4 1 3-6 1-9f 2-o 1-o 1-u 1-o 1-u 1-o
 1-u 1-o 1-u 1-o 1-7 1f8-u 6-5 79-1p 42-18 a-6 g 8x-t i-17 dg-r 6c-t 2 5r-u 1-2 1-1 1-6 2-4 9-1 68-6 1-3 1-1 1-e 1-5g
 1n-1v 7 xg-3 1-q 1-1 1 2 1-9 1-3 1 1 6 4 1 1 1-2 1-1 1 2 1 1 1 1 1-1 1 2-3 1-6 1-3 1-3 1 1-9 1-g 5-2 1-4 1-g 3es-wyn
 w-3dp 2-4gd 2-5rk f-h9 1wi-f1 15u-3t6 5-6jt
Extended_Pictographic ExtPict: 4p 4 68d c 60 m 2i-5 f-1 a7-1 c 4m p-a 4-2 5j 6f-1 a 9 1m-3 1-4 9 2 2-1 2 4 2 1-1 2 3
 3-1 8-2 5 1 5-b b-1 2 1-1 1 i 2-1 i-5 1 1-1 3-1 5 2-1 4-1 b-1 5-1 2 5-1 1 1-1 k-1 5-5 1-3 2 4 2 2-5 1 2 1 1 6 3 6 a-1
 f 2 4 1 4-2 1 b-1 1c-2 9 e e ac-1 cv-2 j-1 1f 4 yi c gp 1 2fze 13-3 2s-b f-1 f e-1 11-9 34-1 c-1 e 2-9 j-1j r-e a k
 2-8 1-3 9-m 6-57 2-33 2-1 1-2 2-2a 2-2 1-3 5-71 1-1q b-5 1-n 7-1 2-7 c 2-3 2 4-1 d-1 2 8-1 9 5-2 c-2 8-2 2 1 4 6 3
 6-2d 1c-1x 5-7 2-g 3 1-5 2-c 62-11 c-3 1k-7 a-5 14-7 u-1 c-3 2-d 9-12 c-1a 1-9 1-54 2g-7 e-41 74-sd
"""
