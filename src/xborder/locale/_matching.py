"""How far apart languages, scripts and regions are for a reader: UTS #35 language matching.

`nb=no` holds both ways, `gsw>de` only for who asks for `gsw`; regions fall into lettered classes,
`.` is the rest of the world.

Written by tools/compile_language_data.py from CLDR 48.2.0 (npm cldr-core, supplemental:
languageMatching, territoryContainment).
Copyright 1991-2025 Unicode, Inc., licence Unicode-3.0.
"""

LANGUAGES = """\
1 nb=no
4 hr=bs sh=bs sh=hr sh=sr ssy=aa gsw>de lb>de
8 da=no da=nb
30 ab>ru ach>en ak>en am>en az>ru bem>en bh>hi bn>en ceb>fil ckb>ar ee>en eo>en gaa>en gu>hi ha>en hy>ru
30 ia>en ig>en ka>en kg>fr kk>ru km>en kn>en kri>en ku>tr ky>ru lg>en ln>fr lo>en loz>en lua>fr mfe>en mg>fr
30 ml>en mn>ru mr>hi ms>id mt>en my>en ne>en nso>en ny>en nyn>en om>en or>en pa>en ps>en qu>es rn>en rw>fr
30 sa>hi sd>en si>en sn>en so>en sq>en st>en sw>en ta>en te>en tg>ru ti>en tk>ru tlh>en tn>en to>en tt>ru
30 tum>en ur>en uz>ru wo>fr xh>en yi>en yo>en zu>en
20 af>en ay>es bal>ur be>ru bo>zh br>fr ca>es chr>en co>fr crs>fr cs=sk cy>en eu>es fo>da fy>nl ga>en gd>en
20 gl>es gn>es haw>en ht>fr is>en jv>id la>it mai>hi mi>en nn=nb nn=no oc>fr pcm>en rm>de scn>it su>id ug>zh
20 za>zh
10 aao>ar abh>ar abv>ar acm>ar acq>ar acw>ar acx>ar acy>ar adf>ar aeb>ar aec>ar afb>ar apc>ar apd>ar arq>ar
10 ars>ar ary>ar arz>ar auz>ar avl>ar ayh>ar ayl>ar ayn>ar ayp>ar bbz>ar pga>ar shu>ar ssh>ar azb>az vro>et
10 ffm>ff fub>ff fue>ff fuf>ff fuh>ff fui>ff fuq>ff fuv>ff gnw>gn gui>gn gun>gn nhd>gn ikt>iu enb>kln eyo>kln
10 niq>kln oki>kln pko>kln sgc>kln tec>kln tuy>kln knn>kok gkp>kpe ida>luy lkb>luy lko>luy lks>luy lri>luy
10 lrm>luy lsm>luy lto>luy lts>luy lwg>luy nle>luy nyd>luy rag>luy ltg>lv bhr>mg bjq>mg bmm>mg bzc>mg msh>mg
10 skg>mg tdx>mg tkg>mg txy>mg xmv>mg xmw>mg mvf>mn bjn>ms btj>ms bve>ms bvu>ms coa>ms dup>ms hji>ms id>ms
10 jak>ms jax>ms kvb>ms kvr>ms kxd>ms lce>ms lcf>ms liw>ms max>ms meo>ms mfa>ms mfb>ms min>ms mqg>ms msi>ms
10 mui>ms orn>ms ors>ms pel>ms pse>ms tmw>ms urk>ms vkk>ms vkt>ms xmm>ms zlm>ms zmi>ms dty>ne gax>om hae>om
10 orc>om spv>or pbt>ps pst>ps qub>qu qud>qu quf>qu qug>qu quh>qu quk>qu qul>qu qup>qu qur>qu qus>qu quw>qu
10 qux>qu quy>qu qva>qu qvc>qu qve>qu qvh>qu qvi>qu qvj>qu qvl>qu qvm>qu qvn>qu qvo>qu qvp>qu qvs>qu qvw>qu
10 qvz>qu qwa>qu qwc>qu qwh>qu qws>qu qxa>qu qxc>qu qxh>qu qxl>qu qxn>qu qxo>qu qxp>qu qxr>qu qxt>qu qxu>qu
10 qxw>qu sdc>sc sdn>sc sro>sc aae>sq aat>sq aln>sq aii>syr uzs>uz yih>yi cdo>zh cjy>zh cnp>zh cpx>zh csp>zh
10 czh>zh czo>zh gan>zh hak>zh hnm>zh hsn>zh luh>zh lzh>zh mnp>zh nan>zh sjc>zh wuu>zh yue>zh
"""

SCRIPTS = """\
10 am-Ethi>en-Latn az-Latn>ru-Cyrl bn-Beng>en-Latn bo-Tibt>zh-Hans hy-Armn>ru-Cyrl ka-Geor>en-Latn
10 km-Khmr>en-Latn kn-Knda>en-Latn lo-Laoo>en-Latn ml-Mlym>en-Latn my-Mymr>en-Latn ne-Deva>en-Latn
10 or-Orya>en-Latn pa-Guru>en-Latn ps-Arab>en-Latn sd-Arab>en-Latn si-Sinh>en-Latn ta-Taml>en-Latn
10 te-Telu>en-Latn ti-Ethi>en-Latn tk-Latn>ru-Cyrl ur-Arab>en-Latn uz-Latn>ru-Cyrl yi-Hebr>en-Latn
10 za-Latn>zh-Hans
5 sr-Latn=sr-Cyrl ja-Latn>ja-Jpan ja-Hani>ja-Jpan ja-Hira>ja-Jpan ja-Kana>ja-Jpan ja-Hrkt>ja-Jpan
5 ja-Hira>ja-Hrkt ja-Kana>ja-Hrkt ko-Hani>ko-Kore ko-Hang>ko-Kore ko-Jamo>ko-Kore ko-Jamo>ko-Hang
20 zh-Hani>zh-Hans zh-Hani>zh-Hant ar-Latn>ar-Arab bn-Latn>bn-Beng gu-Latn>gu-Gujr hi-Latn>hi-Deva
20 kn-Latn>kn-Knda ml-Latn>ml-Mlym mr-Latn>mr-Deva ta-Latn>ta-Taml te-Latn>te-Telu zh-Latn>zh-Hans
"""

CLASSES = """\
a AG AI AN AR AW BB BL BM BO BQ BR BS BV BZ CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY LC
a MF MQ MS MX NI PA PE PM PY SR SV SX TC TT UY VC VE VG
b AS GU MH MP PH UM
c CA PR US VI
d DZ EH LY MA MR TN
e GB
f HK MO
"""

MACROS = """\
001 .abcdef
002 .d
003 ac
005 a
009 .b
011 .d
013 a
015 .d
019 ac
021 ac
029 ac
030 .f
035 .b
057 .b
061 .b
142 .bf
150 .e
154 .e
202 .d
419 ac
UN .abcde
"""

REGIONS = """\
ar-* ..4 .a4 .b4 .c4 .d5 .e4 .f4 a.4 aa4 ab4 ac4 ad5 ae4 af4 b.4 ba4 bb4 bc4 bd5 be4 bf4 c.4 ca4 cb4 cc4 cd5
ar-* ce4 cf4 d.5 da5 db5 dc5 dd4 de5 df5 e.4 ea4 eb4 ec4 ed5 ee4 ef4 f.4 fa4 fb4 fc4 fd5 fe4 ff4
en-* ..4 .a4 .b5 .c5 .d4 .e3 .f4 a.4 aa4 ab5 ac5 ad4 ae3 af4 b.5 ba5 bb4 bc4 bd5 be5 bf5 c.5 ca5 cb4 cc4 cd5
en-* ce5 cf5 d.4 da4 db5 dc5 dd4 de3 df4 e.3 ea3 eb5 ec5 ed3 ee3 ef3 f.4 fa4 fb5 fc5 fd4 fe3 ff4
es-* ..4 .a5 .b4 .c5 .d4 .e4 .f4 a.5 aa4 ab5 ac4 ad5 ae5 af5 b.4 ba5 bb4 bc5 bd4 be4 bf4 c.5 ca4 cb5 cc4 cd5
es-* ce5 cf5 d.4 da5 db4 dc5 dd4 de4 df4 e.4 ea5 eb4 ec5 ed4 ee4 ef4 f.4 fa5 fb4 fc5 fd4 fe4 ff4
pt-* ..4 .a5 .b4 .c5 .d4 .e4 .f4 a.5 aa4 ab5 ac4 ad5 ae5 af5 b.4 ba5 bb4 bc5 bd4 be4 bf4 c.5 ca4 cb5 cc4 cd5
pt-* ce5 cf5 d.4 da5 db4 dc5 dd4 de4 df4 e.4 ea5 eb4 ec5 ed4 ee4 ef4 f.4 fa5 fb4 fc5 fd4 fe4 ff4
zh-Hant ..4 .a4 .b4 .c4 .d4 .e4 .f5 a.4 aa4 ab4 ac4 ad4 ae4 af5 b.4 ba4 bb4 bc4 bd4 be4 bf5 c.4 ca4 cb4 cc4
zh-Hant cd4 ce4 cf5 d.4 da4 db4 dc4 dd4 de4 df5 e.4 ea4 eb4 ec4 ed4 ee4 ef5 f.5 fa5 fb5 fc5 fd5 fe5 ff4
"""

PARADIGMS = """\
en en-GB es es-419 pt-BR pt-PT
"""
